package io.schemamedic.frameworks.program.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** Belongs to an album. */
@Entity
@Table(name = "photos")
public class Photo {
  @Id private Long id;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "album_id")
  private Album album;

  private String caption;
  private String color;

  /** For Hibernate. */
  protected Photo() {}

  /** The number in the database. */
  public Long getId() {
    return id;
  }

  /** Lazy. */
  public Album getAlbum() {
    return album;
  }

  @Override
  public String toString() {
    return caption + " " + color;
  }
}

package io.schemamedic.frameworks.program.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** Its table is always there, that of its photos is not; they are read when they are needed. */
@Entity
@Table(name = "albums")
public class Album {
  @Id private Long id;
  private String title;

  @OneToMany(mappedBy = "album")
  private List<Photo> photos = new ArrayList<>();

  /** For Hibernate. */
  protected Album() {}

  /** Lazy. */
  public List<Photo> getPhotos() {
    return photos;
  }

  /** The number in the database. */
  public Long getId() {
    return id;
  }

  @Override
  public String toString() {
    return title;
  }
}

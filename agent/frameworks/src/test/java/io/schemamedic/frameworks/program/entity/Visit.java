package io.schemamedic.frameworks.program.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Its table is always there. */
@Entity
@Table(name = "visits")
public class Visit {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String author;

  /** For Hibernate. */
  protected Visit() {}

  /** Not stored yet. */
  public Visit(String author) {
    this.author = author;
  }

  /** Null until it is stored. */
  public Long getId() {
    return id;
  }

  @Override
  public String toString() {
    return author;
  }
}

package io.schemamedic.frameworks.program.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** Has an identity column, and a version. */
@Entity
@Table(name = "notes")
public class Note {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Version private int version;
  private String author;
  private String body;
  private String color;

  /** For Hibernate. */
  protected Note() {}

  /** A red one, not stored yet. */
  public Note(String author) {
    this.author = author;
    this.body = "third";
    this.color = "red";
  }

  /** Changes it in memory. */
  public void setBody(String body) {
    this.body = body;
  }

  /** Null until it is stored. */
  public Long getId() {
    return id;
  }

  @Override
  public String toString() {
    return author + " " + body + " " + color + " " + version;
  }
}

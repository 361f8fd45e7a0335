package io.schemamedic.frameworks.program.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** Its id comes from a sequence, fifty at a time. */
@Entity
@Table(name = "tickets")
public class Ticket {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tickets")
  @SequenceGenerator(name = "tickets", sequenceName = "tickets_seq", allocationSize = 50)
  private Long id;

  private String title;
  private String color;

  /** For Hibernate. */
  protected Ticket() {}

  /** A red one, not stored yet. */
  public Ticket(String title) {
    this.title = title;
    this.color = "red";
  }

  /** Null until it is stored. */
  public Long getId() {
    return id;
  }

  @Override
  public String toString() {
    return title + " " + color;
  }
}

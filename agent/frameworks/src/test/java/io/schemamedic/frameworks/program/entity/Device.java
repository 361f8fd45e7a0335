package io.schemamedic.frameworks.program.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Its id is made in the service. */
@Entity
@Table(name = "devices")
public class Device {
  @Id @GeneratedValue private UUID id;
  private String name;
  private String color;

  /** For Hibernate. */
  protected Device() {}

  /** A red one, not stored yet. */
  public Device(String name) {
    this.name = name;
    this.color = "red";
  }

  /** Null until it is stored. */
  public UUID getId() {
    return id;
  }

  @Override
  public String toString() {
    return name + " " + color;
  }
}

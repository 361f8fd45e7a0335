package io.schemamedic.frameworks.program.model;

import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.Table;

/** Inheritance in each of its three forms, and none of it. */
public final class Kinds {
  private Kinds() {}

  /** Not stored by itself. */
  @MappedSuperclass
  public abstract static class Named {
    @Id @GeneratedValue private Long id;

    @Column(nullable = false, length = 40)
    private String name;
  }

  /** All in one table. */
  @Entity
  @Table(name = "pets")
  @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
  @DiscriminatorColumn(name = "kind", length = 8)
  public abstract static class Pet extends Named {}

  /** A column that the others leave empty. */
  @Entity
  public static class Cat extends Pet {
    private int lives;
  }

  /** Another one. */
  @Entity
  public static class Dog extends Pet {
    @Column(nullable = false)
    private String collar;
  }

  /** A table each, joined. */
  @Entity
  @Table(name = "vehicles")
  @Inheritance(strategy = InheritanceType.JOINED)
  public static class Vehicle extends Named {}

  /** Only what it has more. */
  @Entity
  @Table(name = "trucks")
  @PrimaryKeyJoinColumn(name = "vehicle")
  public static class Truck extends Vehicle {
    private double load;
  }

  /** A table each, whole. */
  @Entity
  @Table(name = "shapes")
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  public abstract static class Shape extends Named {}

  /** With all that a shape has. */
  @Entity
  @Table(name = "circles")
  public static class Circle extends Shape {
    private double radius;
  }

  /** Likewise. */
  @Entity
  @Table(name = "squares")
  public static class Square extends Shape {
    private double side;
  }
}

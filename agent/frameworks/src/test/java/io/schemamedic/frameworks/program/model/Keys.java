package io.schemamedic.frameworks.program.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.TableGenerator;
import java.io.Serializable;
import java.util.UUID;

/** Every way in which a row gets its key. */
public final class Keys {
  private Keys() {}

  /** Numbered by the table itself. */
  @Entity
  @Table(name = "by_identity")
  public static class ByIdentity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;
  }

  /** Numbered by a sequence with a name and a step of its own. */
  @Entity
  @Table(name = "by_sequence")
  public static class BySequence {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "steps")
    @SequenceGenerator(
        name = "steps",
        sequenceName = "steps_of_twenty",
        initialValue = 7,
        allocationSize = 20)
    private Long id;
  }

  /** Numbered by whatever Hibernate likes best. */
  @Entity
  @Table(name = "by_choice")
  public static class ByChoice {
    @Id @GeneratedValue private Integer id;
  }

  /** Numbered by a row of another table. */
  @Entity
  @Table(name = "by_table")
  public static class ByTable {
    @Id
    @GeneratedValue(strategy = GenerationType.TABLE, generator = "numbers")
    @TableGenerator(name = "numbers", table = "numbers")
    private Long id;
  }

  /** Random. */
  @Entity
  @Table(name = "by_uuid")
  public static class ByUuid {
    @Id @GeneratedValue private UUID id;
  }

  /** Of two columns. */
  @Entity
  @Table(name = "by_two")
  public static class ByTwo {
    @EmbeddedId private Two id;
  }

  /** A key of two columns. */
  @Embeddable
  public static class Two implements Serializable {
    private static final long serialVersionUID = 1;

    @Column(name = "country", length = 2)
    private String country;

    @Column(name = "number")
    private int number;

    @Override
    public boolean equals(Object other) {
      return other instanceof Two two && country.equals(two.country) && number == two.number;
    }

    @Override
    public int hashCode() {
      return country.hashCode() + number;
    }
  }
}

package io.schemamedic.frameworks.program.model;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hibernate.annotations.Check;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.NaturalId;

/** Columns of every type, with what may stand behind it. */
@Entity
@Table(
    name = "\"order\"",
    indexes = {
      @Index(name = "order_by_day", columnList = "local_date desc, amount"),
      @Index(columnList = "text_of_it"),
      @Index(name = "order_by_code", columnList = "short_code", unique = true)
    },
    uniqueConstraints = {
      @UniqueConstraint(
          name = "one_a_day",
          columnNames = {"local_date", "\"User\""}),
      @UniqueConstraint(columnNames = {"short_code", "amount"})
    })
@Check(constraints = "amount > 0 and short_code <> ''")
public class Values {
  @Id private long id;
  @Version private int version;

  @Column(name = "\"User\"", nullable = false)
  private String user;

  @Column(name = "short_code", length = 7, unique = true)
  private String shortCode;

  @NaturalId private String handle;

  @Column(name = "text_of_it", columnDefinition = "text default 'it''s; none' not null")
  private String text;

  @Column(columnDefinition = "jsonb")
  private String document;

  @Column(precision = 12, scale = 3)
  private BigDecimal amount;

  @Enumerated(EnumType.STRING)
  @Column(length = 10)
  private Mood mood;

  @Enumerated private Mood number;

  @ColumnDefault("true")
  private boolean open;

  private Boolean perhaps;
  private byte small;
  private short shorter;
  private int whole;
  private float half;
  private double twice;
  private char letter;
  private byte[] bytes;
  @Lob private byte[] object;
  @Lob private String story;
  private UUID uuid;
  private Instant instant;

  @Column(name = "local_date")
  private LocalDate localDate;

  private LocalTime timeOfDay;
  private LocalDateTime dayAndTime;

  @Basic(optional = false)
  private OffsetDateTime offsetTime;

  private Duration duration;

  @Embedded private Address home;

  @AttributeOverride(name = "street", column = @Column(name = "work_street", nullable = false))
  @AttributeOverride(name = "city", column = @Column(name = "work_city"))
  private Address work;

  /** Kept as a name or as a number. */
  public enum Mood {
    GOOD,
    BAD,
    SO_SO
  }

  /** Part of whatever has it. */
  @Embeddable
  public static class Address {
    private String street;
    private String city;
  }
}

package io.schemamedic.frameworks.program.modern;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.GeneratedColumn;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Types of PostgreSQL's own. */
@Entity
@Table(name = "modern_values")
public class ModernValues {
  @Id private long id;

  @Enumerated
  @JdbcTypeCode(SqlTypes.NAMED_ENUM)
  @Column(nullable = false)
  private Color color;

  @Enumerated
  @JdbcTypeCode(SqlTypes.NAMED_ENUM)
  @ColumnDefault("'GREEN'")
  private Color background;

  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> document;

  private String[] words;
  private List<Integer> numbers;

  @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
  private String story;

  private int price;

  @GeneratedColumn("price * 2")
  private int twice;

  @JdbcTypeCode(SqlTypes.INET)
  private java.net.InetAddress address;

  /** A type of the database. */
  public enum Color {
    RED,
    GREEN,
    BLUE
  }
}

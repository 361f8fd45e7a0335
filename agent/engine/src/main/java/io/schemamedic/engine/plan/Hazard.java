package io.schemamedic.engine.plan;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a plan would do to others, or leaves undone, as data. Immutable. */
public final class Hazard {

  /** The kinds of hazard; the codes are public. */
  public enum Kind {
    /** Adding a column takes an ACCESS EXCLUSIVE lock for a moment. */
    BRIEF_EXCLUSIVE_LOCK,
    /** A foreign key takes a SHARE ROW EXCLUSIVE lock on the table it refers to. */
    LOCKS_REFERENCED_TABLE,
    /** Other sessions' cached plans for all columns of the table fail once. */
    CACHED_PLANS_FAIL_ONCE,
    /**
     * The default is computed once, and every row that is there gets the same value, such as the
     * time of the repair: a history that never was. Only where the owner names the table exactly.
     */
    COMPUTED_DEFAULT,
    /** Parent tables that are missing too are made, and are as empty as the table itself. */
    CREATES_PARENT,
    /** An index is built, on a table that this plan has just made. */
    BUILDS_INDEX,
    /** The numbers of a new table start at 1 again, whatever others still remember. */
    SEQUENCE_STARTS_ANEW,
    /** The service's role gets rights on what another role makes. */
    GRANTS_TO_SERVICE,
    /**
     * A migration of the service's that has not run here yet makes the same, without asking whether
     * it is there: it will fail when it runs.
     */
    PENDING_MIGRATION,
    /** Something declared that is not added automatically and is left to the migration draft. */
    LEFT_OUT;

    /** The stable code, in lower case. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Kind kind;
  private final String subject;

  private Hazard(Kind kind, String subject) {
    this.kind = kind;
    this.subject = subject;
  }

  /**
   * @param subject the relation, column or index that it concerns, and why if that is not plain
   */
  public static Hazard of(Kind kind, String subject) {
    return new Hazard(kind, subject);
  }

  public Kind kind() {
    return kind;
  }

  public String subject() {
    return subject;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hazard
        && kind == ((Hazard) other).kind
        && subject.equals(((Hazard) other).subject);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, subject);
  }

  @Override
  public String toString() {
    return kind.code() + " " + subject;
  }
}

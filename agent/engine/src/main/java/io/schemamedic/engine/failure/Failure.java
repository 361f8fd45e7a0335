package io.schemamedic.engine.failure;

import io.schemamedic.engine.decision.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One schema-related failure: its kind and, where it can be read beyond doubt, the name that the
 * server did not find. Immutable.
 */
public final class Failure {
  private final FailureKind kind;
  private final @Nullable NameChain name;
  private final boolean columnOfTarget;
  private final @Nullable Reason unusable;
  private final String detail;

  private Failure(
      FailureKind kind,
      @Nullable NameChain name,
      boolean columnOfTarget,
      @Nullable Reason unusable,
      String detail) {
    this.kind = kind;
    this.name = name;
    this.columnOfTarget = columnOfTarget;
    this.unusable = unusable;
    this.detail = detail;
  }

  /** A relation that the statement names and the server did not find. */
  public static Failure ofRelation(NameChain name) {
    return new Failure(FailureKind.UNDEFINED_TABLE, Objects.requireNonNull(name), false, null, "");
  }

  /**
   * A column.
   *
   * @param columnOfTarget whether it stands in the target list of an INSERT or UPDATE, so that its
   *     owner is the target
   */
  public static Failure ofColumn(NameChain name, boolean columnOfTarget) {
    return new Failure(
        FailureKind.UNDEFINED_COLUMN, Objects.requireNonNull(name), columnOfTarget, null, "");
  }

  /** A failure that is counted and can lead to nothing else, and why. */
  public static Failure countedOnly(FailureKind kind, Reason unusable) {
    return countedOnly(kind, unusable, "");
  }

  /**
   * As {@link #countedOnly(FailureKind, Reason)}.
   *
   * @param detail the name of what is concerned, never a value; empty if it is not known beyond
   *     doubt
   */
  static Failure countedOnly(FailureKind kind, Reason unusable, String detail) {
    return new Failure(kind, null, false, Objects.requireNonNull(unusable), detail);
  }

  public FailureKind kind() {
    return kind;
  }

  /** The missing name; null exactly if {@link #unusable()} says why there is none. */
  public @Nullable NameChain name() {
    return name;
  }

  public boolean isColumnOfTarget() {
    return columnOfTarget;
  }

  /** Why nothing but counting can follow; null if diagnosis can go on. */
  public @Nullable Reason unusable() {
    return unusable;
  }

  /** The name of what makes it unusable; empty if there is none or it is not known. */
  public String detail() {
    return detail;
  }

  /**
   * Whether the server has thrown away the plan of a prepared statement because its result has
   * other columns now. The statement has executed nothing and is well as it is: prepared once more
   * it works.
   */
  public boolean isStalePlan() {
    return kind == FailureKind.CACHED_PLAN && unusable == Reason.NOT_REPAIRABLE_KIND;
  }

  /**
   * Whether both failures miss the same thing, so that what was done in between brought nothing.
   */
  public boolean isSameGap(Failure other) {
    return name == null
        ? isStalePlan() && other.isStalePlan()
        : kind == other.kind && name.equals(other.name);
  }

  /** The same for failures that miss the same; not for people. */
  public String key() {
    return kind.code() + (name == null ? "" : " " + name.sql());
  }

  /** For people: the kind and, unless it may be a value, the name. */
  @Override
  public String toString() {
    return kind.code() + (name == null ? "" : " " + name);
  }
}

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

  private Failure(
      FailureKind kind,
      @Nullable NameChain name,
      boolean columnOfTarget,
      @Nullable Reason unusable) {
    this.kind = kind;
    this.name = name;
    this.columnOfTarget = columnOfTarget;
    this.unusable = unusable;
  }

  /** A relation that the statement names and the server did not find. */
  public static Failure ofRelation(NameChain name) {
    return new Failure(FailureKind.UNDEFINED_TABLE, Objects.requireNonNull(name), false, null);
  }

  /**
   * A column.
   *
   * @param columnOfTarget whether it stands in the target list of an INSERT or UPDATE, so that its
   *     owner is the target
   */
  public static Failure ofColumn(NameChain name, boolean columnOfTarget) {
    return new Failure(
        FailureKind.UNDEFINED_COLUMN, Objects.requireNonNull(name), columnOfTarget, null);
  }

  /** A failure that is counted and can lead to nothing else, and why. */
  public static Failure countedOnly(FailureKind kind, Reason unusable) {
    return new Failure(kind, null, false, Objects.requireNonNull(unusable));
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

  /** Whether both failures miss the same thing, so that a repair in between brought nothing. */
  public boolean isSameGap(Failure other) {
    return kind == other.kind && name != null && name.equals(other.name);
  }

  @Override
  public String toString() {
    return kind.code() + (name == null ? "" : " " + name);
  }
}

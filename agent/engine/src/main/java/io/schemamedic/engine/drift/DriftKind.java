package io.schemamedic.engine.drift;

import java.util.Locale;

/** The kinds of difference, the worst first. The codes are public: a label of the gauges. */
public enum DriftKind {
  MISSING_TABLE(Severity.BREAKS),
  MISSING_COLUMN(Severity.BREAKS),
  MISSING_SEQUENCE(Severity.BREAKS),
  MISSING_ENUM(Severity.BREAKS),
  MISSING_ENUM_LABEL(Severity.BREAKS),
  /** Something else has the name of a declared table, such as a view. */
  OTHER_RELATION(Severity.DIFFERS),
  COLUMN_TYPE(Severity.DIFFERS),
  COLUMN_NULLABILITY(Severity.DIFFERS),
  COLUMN_DEFAULT(Severity.DIFFERS),
  MISSING_INDEX(Severity.DIFFERS),
  INVALID_INDEX(Severity.DIFFERS),
  MISSING_CONSTRAINT(Severity.DIFFERS),
  CONSTRAINT_NOT_VALID(Severity.DIFFERS),
  EXTRA_TABLE(Severity.EXTRA),
  EXTRA_COLUMN(Severity.EXTRA);

  private final Severity severity;

  DriftKind(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }

  /** The stable code, in lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

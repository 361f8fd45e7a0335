package io.schemamedic.engine.drift;

import java.util.Locale;

/** What a difference means to the service. The codes are public: a label of the gauges. */
public enum Severity {
  /** A statement that is right by what is declared fails. */
  BREAKS,
  /** Statements run, but not on what was declared. */
  DIFFERS,
  /** There and not declared: only counted. */
  EXTRA;

  /** The stable code, in lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

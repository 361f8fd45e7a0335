package io.schemamedic.cli.report;

import io.schemamedic.engine.drift.Severity;
import java.util.Locale;
import java.util.Optional;

/** From which severity on a check fails. */
public enum FailOn {
  BREAKS,
  /** On what breaks as well. */
  DIFFERS,
  NONE;

  /** As it is written. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean includes(Severity severity) {
    switch (severity) {
      case BREAKS:
        return this != NONE;
      case DIFFERS:
        return this == DIFFERS;
      default:
        return false;
    }
  }

  /** Empty if there is no such. */
  public static Optional<FailOn> named(String code) {
    for (FailOn candidate : values()) {
      if (candidate.code().equals(code)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}

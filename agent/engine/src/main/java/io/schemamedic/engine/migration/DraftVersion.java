package io.schemamedic.engine.migration;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The version of a draft, in the form that both tools order by time. */
final class DraftVersion {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private DraftVersion() {}

  /** Fourteen digits; later times are greater numbers. */
  static String of(Instant time) {
    return SECONDS.format(time);
  }
}

package io.schemamedic.engine.source.snapshot;

import io.schemamedic.engine.digest.Sha256;

/**
 * The first lines of a snapshot, all of them comments of SQL: what it is, where it is from, and the
 * hash of what follows.
 */
final class SnapshotHeader {
  /** Raised when an older version would misread what a newer one writes. */
  static final int FORMAT = 1;

  static final String FIRST_WORDS = "-- Schema Medic snapshot, format ";
  static final String HASH_WORDS = "-- sha256 ";

  /** Begins a line that says of a table what no statement says. */
  static final String MARK = "--! ";

  /** Begins a line of a statement that is to be read and never to be run. */
  static final String READ_ONLY = "--| ";

  static final String TRIGGERS = "triggers ";
  static final String UNSUPPORTED = "unsupported ";

  private static final int DIGITS = 64;
  private static final int MAJOR = 10_000;

  private SnapshotHeader() {}

  static String of(int serverVersion, String body) {
    return FIRST_WORDS
        + FORMAT
        + "\n-- PostgreSQL "
        + serverVersion / MAJOR
        + "."
        + serverVersion % MAJOR
        + "\n"
        + HASH_WORDS
        + hash(body)
        + "\n";
  }

  static String hash(String body) {
    return Sha256.hex(body, DIGITS);
  }
}

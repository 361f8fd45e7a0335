package io.schemamedic.engine.runtime;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.LinkOption;

/**
 * The file that says stop while it exists. Anything under its name counts: a directory, and a link
 * that leads nowhere. So does what cannot be known, because a directory on the way may not be
 * searched: rather nothing is repaired than something that somebody wanted to stop.
 */
final class KillSwitchFile {
  private final File file;

  KillSwitchFile(File file) {
    this.file = file;
  }

  /** Its path. */
  @Override
  public String toString() {
    return file.toString();
  }

  /** Looks afresh every time. */
  boolean mayExist() {
    try {
      return !Files.notExists(file.toPath(), LinkOption.NOFOLLOW_LINKS);
    } catch (RuntimeException e) {
      // No path at all on this system, or a security manager that does not let us look.
      return true;
    }
  }
}

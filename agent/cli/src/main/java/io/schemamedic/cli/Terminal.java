package io.schemamedic.cli;

import java.io.File;
import java.io.IOException;

/** Whether somebody sits in front of stderr. */
final class Terminal {
  private static final File STDERR = new File("/proc/self/fd/2");

  private Terminal() {}

  /** Java itself only knows of stdin and stdout. Where the system does not tell, nobody does. */
  static boolean isStderr() {
    try {
      String path = STDERR.getCanonicalPath();
      return path.startsWith("/dev/pts/") || path.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }
}

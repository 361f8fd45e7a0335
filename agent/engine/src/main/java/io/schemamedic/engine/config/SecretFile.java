package io.schemamedic.engine.config;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;

/** A file that holds one secret and nothing else, but for a line end. */
public final class SecretFile {
  private SecretFile() {}

  /**
   * The secret, to be used and forgotten.
   *
   * @throws IOException if the file cannot be read or is empty; the message never holds its content
   */
  public static String read(File file) throws IOException {
    return withoutLineEnd(new LocalFiles().read(file.getPath()));
  }

  /** Whether more than the owner and its group may read the file; false if that is not known. */
  public static boolean isReadableByOthers(File file) {
    try {
      return Files.getPosixFilePermissions(file.toPath()).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | RuntimeException e) {
      // Gone, or a system without such permissions.
      return false;
    }
  }

  /** Secrets may end in blanks, so only one line end goes. */
  static String withoutLineEnd(String text) throws IOException {
    int end = text.length();
    if (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    if (end > 0 && text.charAt(end - 1) == '\r') {
      end--;
    }
    if (end == 0) {
      throw new IOException("the file is empty");
    }
    return text.substring(0, end);
  }
}

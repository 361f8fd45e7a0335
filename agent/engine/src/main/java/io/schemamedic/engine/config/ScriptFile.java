package io.schemamedic.engine.config;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;

/** A file with DDL. */
public final class ScriptFile {
  /** A dump of 10,000 tables has some ten megabytes. In bytes. */
  private static final int LARGEST = 50_000_000;

  private ScriptFile() {}

  /** The whole text, as UTF-8. */
  public static String read(File file) throws IOException {
    return new LocalFiles().read(file.getPath(), LARGEST);
  }

  /** The whole text, as UTF-8, without a byte order mark. The stream stays open. */
  public static String read(InputStream in) throws IOException {
    return LocalFiles.read(in, LARGEST);
  }
}

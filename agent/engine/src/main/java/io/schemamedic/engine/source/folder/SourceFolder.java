package io.schemamedic.engine.source.folder;

import java.io.IOException;
import java.util.Map;
import java.util.function.Predicate;

/** A place with files, and with further places below it. */
public interface SourceFolder {
  /**
   * Texts of the files in it and below it, UTF-8, without byte order marks.
   *
   * @param wanted asked for every file by its path from here, parts separated by slashes
   * @return the texts of those that are wanted by their paths, sorted
   * @throws IOException if there is no such place, it cannot be listed, or what it holds cannot be
   *     read, is too much, or is not UTF-8; the message is for the operator
   */
  Map<String, String> read(Predicate<String> wanted) throws IOException;

  /** As the configuration has it. */
  @Override
  String toString();
}

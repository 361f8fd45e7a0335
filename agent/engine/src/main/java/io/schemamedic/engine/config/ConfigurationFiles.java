package io.schemamedic.engine.config;

import java.io.IOException;

/** What reading a configuration needs to know about files. */
interface ConfigurationFiles {

  /**
   * The text of a file in UTF-8.
   *
   * @throws IOException if it is missing, a directory, unreadable or larger than a configuration
   *     file can sensibly be; the message says which, in words for an operator
   */
  String read(String path) throws IOException;

  /**
   * Proves that the file can be opened for reading.
   *
   * @throws IOException as {@link #read}
   */
  void requireReadable(String path) throws IOException;

  /**
   * Proves that lines can be appended: the file is writable, or its directory is there and
   * writable.
   *
   * @throws IOException if not; the message says why
   */
  void requireAppendable(String path) throws IOException;

  /**
   * Proves that the path is a directory in which files can be made.
   *
   * @throws IOException if not; the message says why
   */
  void requireWritableDirectory(String path) throws IOException;

  /**
   * Proves that it can be told whether something is at the path, which need not be there.
   *
   * @throws IOException if not; the message says why
   */
  void requireVisible(String path) throws IOException;
}

package io.schemamedic.engine.config;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Files of this machine, through {@code java.io} since the agent starts before the service's own
 * file system provider may be used.
 */
final class LocalFiles implements ConfigurationFiles {
  /** Far above any configuration, password or token; below what would hurt. In bytes. */
  private static final int LARGEST = 1_000_000;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  @Override
  public String read(String path) throws IOException {
    return read(path, LARGEST);
  }

  /**
   * As {@link #read(String)}, with a limit of the caller's.
   *
   * @param largest in bytes; a larger file is not read
   */
  String read(String path, int largest) throws IOException {
    try (InputStream in = open(path)) {
      return read(in, largest);
    }
  }

  /** All that is left of the stream, which stays open. */
  static String read(InputStream in, int largest) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    int count = in.read(buffer);
    while (count >= 0) {
      bytes.write(buffer, 0, count);
      if (bytes.size() > largest) {
        throw new IOException("the file is larger than " + largest + " bytes");
      }
      count = in.read(buffer);
    }
    return decoded(bytes.toByteArray());
  }

  /** Strictly: what another encoding meant by a literal in a script must not be guessed. */
  private static String decoded(byte[] bytes) throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8", e);
    }
  }

  @Override
  public void requireReadable(String path) throws IOException {
    open(path).close();
  }

  @Override
  public void requireAppendable(String path) throws IOException {
    File file = new File(path).getAbsoluteFile();
    if (file.isDirectory()) {
      throw new IOException("it is a directory");
    }
    if (file.exists()) {
      requireWritable(file, "the file");
    } else {
      File directory = file.getParentFile();
      if (directory == null || !directory.isDirectory()) {
        throw new IOException("its directory does not exist");
      }
      requireWritable(directory, "its directory");
    }
  }

  @Override
  public void requireWritableDirectory(String path) throws IOException {
    File directory = new File(path);
    if (!directory.exists()) {
      throw new IOException("it does not exist");
    }
    if (!directory.isDirectory()) {
      throw new IOException("it is not a directory");
    }
    requireWritable(directory, "the directory");
  }

  @Override
  public void requireVisible(String path) throws IOException {
    File directory = new File(path).getAbsoluteFile().getParentFile();
    while (directory != null && !directory.exists()) {
      directory = directory.getParentFile();
    }
    if (directory != null && !directory.canExecute()) {
      throw new IOException(
          directory.isDirectory()
              ? "its directory may not be searched, so that nobody could tell whether it is there"
              : directory + " is not a directory");
    }
  }

  private static void requireWritable(File file, String name) throws IOException {
    if (!file.canWrite()) {
      throw new IOException(name + " is not writable");
    }
  }

  private static InputStream open(String path) throws IOException {
    File file = new File(path);
    if (!file.exists()) {
      throw new IOException("it does not exist");
    }
    if (file.isDirectory()) {
      throw new IOException("it is a directory");
    }
    try {
      return new FileInputStream(file);
    } catch (IOException e) {
      throw new IOException("it cannot be read", e);
    }
  }
}

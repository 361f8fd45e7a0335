package io.schemamedic.engine.source.folder;

import io.schemamedic.engine.config.ScriptFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Collects the wanted files of a folder, within bounds. Not thread-safe. */
final class FolderTexts {
  /** Services have some hundreds of migrations, and some class files beside them. */
  static final int MOST_FILES = 20_000;

  /** All texts together; those of a service have some megabytes. In characters. */
  private static final int LARGEST = 50_000_000;

  private final Predicate<String> wanted;
  private final Map<String, String> texts = new TreeMap<>();
  private int files;
  private long length;

  FolderTexts(Predicate<String> wanted) {
    this.wanted = wanted;
  }

  /** What opens a file. */
  interface Opening {
    InputStream open() throws IOException;
  }

  /** Reads the file, if it is wanted and no other of that path was read before. */
  void add(String path, Opening file) throws IOException {
    if (++files > MOST_FILES) {
      throw new IOException("it has more than " + MOST_FILES + " files");
    }
    if (texts.containsKey(path) || !wanted.test(path)) {
      return;
    }
    try (InputStream in = file.open()) {
      String text = ScriptFile.read(in);
      length += text.length();
      texts.put(path, text);
    } catch (IOException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
    if (length > LARGEST) {
      throw new IOException("its files have more than " + LARGEST + " characters");
    }
  }

  Map<String, String> all() {
    return texts;
  }
}

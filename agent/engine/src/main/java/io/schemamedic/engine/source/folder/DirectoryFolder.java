package io.schemamedic.engine.source.folder;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;

/** A directory of this machine. */
public final class DirectoryFolder implements SourceFolder {
  /** Deeper than anybody sorts migrations; a link that leads back is not followed for ever. */
  private static final int DEEPEST = 16;

  private final String path;

  public DirectoryFolder(String path) {
    this.path = path;
  }

  @Override
  public Map<String, String> read(Predicate<String> wanted) throws IOException {
    FolderTexts texts = new FolderTexts(wanted);
    addAll(new File(path), texts);
    return texts.all();
  }

  static void addAll(File directory, FolderTexts texts) throws IOException {
    if (!directory.isDirectory()) {
      throw new IOException(directory.exists() ? "it is not a directory" : "it does not exist");
    }
    addAll(directory, "", 0, texts);
  }

  private static void addAll(File directory, String prefix, int depth, FolderTexts texts)
      throws IOException {
    File[] files = directory.listFiles();
    if (files == null || depth > DEEPEST) {
      throw new IOException("it cannot be listed");
    }
    Arrays.sort(files);
    for (File file : files) {
      String name = prefix + file.getName();
      if (file.isDirectory()) {
        addAll(file, name + "/", depth + 1, texts);
      } else {
        texts.add(name, () -> new FileInputStream(file));
      }
    }
  }

  @Override
  public String toString() {
    return "dir:" + path;
  }
}

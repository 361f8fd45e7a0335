package io.schemamedic.engine.source.liquibase;

import io.schemamedic.engine.source.folder.SourceFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The files of a change log, by their paths from a root. */
public final class ChangeLogFiles {
  private final Function<String, SourceFolder> folders;

  /**
   * @param folders a folder by its path from the root; the root itself is the empty path
   */
  public ChangeLogFiles(Function<String, SourceFolder> folders) {
    this.folders = folders;
  }

  /**
   * @throws IOException if there is no such file, or it cannot be read
   */
  String text(String path) throws IOException {
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1);
    Map<String, String> found =
        folders.apply(slash < 0 ? "" : path.substring(0, slash)).read(name::equals);
    String text = found.get(name);
    if (text == null) {
      throw new IOException("there is no file " + path);
    }
    return text;
  }

  /**
   * The files in the folder and below it, sorted by their paths.
   *
   * @throws IOException if there is no such folder
   */
  List<String> list(String folder) throws IOException {
    String start = folder.isEmpty() ? "" : folder + "/";
    List<String> paths = new ArrayList<>();
    for (String name : folders.apply(folder).read(ChangeLogFiles::isChangeLog).keySet()) {
      paths.add(start + name);
    }
    return paths;
  }

  static boolean isChangeLog(String path) {
    return isTree(path) || path.endsWith(".sql");
  }

  /** Whether a file of that name can only be a change log. */
  public static boolean isTree(String path) {
    return path.endsWith(".xml")
        || path.endsWith(".yaml")
        || path.endsWith(".yml")
        || path.endsWith(".json");
  }
}

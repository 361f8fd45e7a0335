package io.schemamedic.engine.source.liquibase;

import io.schemamedic.engine.source.folder.SourceFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The files of a change log, by their paths from a root. */
public final class ChangeLogFiles {
  private final Function<String, SourceFolder> folders;

  /**
   * What was read of each folder: listing a large jar once more for each of a thousand files would
   * keep the service waiting.
   */
  private final Map<String, Map<String, String>> known = new HashMap<>();

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
    // The root has all sorts of things below it.
    Map<String, String> found =
        slash < 0 || !isChangeLog(name)
            ? folders.apply(slash < 0 ? "" : path.substring(0, slash)).read(name::equals)
            : changeLogs(path.substring(0, slash));
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
    for (String name : changeLogs(folder).keySet()) {
      paths.add(start + name);
    }
    return paths;
  }

  private Map<String, String> changeLogs(String folder) throws IOException {
    Map<String, String> texts = known.get(folder);
    if (texts == null) {
      texts = folders.apply(folder).read(ChangeLogFiles::isChangeLog);
      known.put(folder, texts);
    }
    return texts;
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

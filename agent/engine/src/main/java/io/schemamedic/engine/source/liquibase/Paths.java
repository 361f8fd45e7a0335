package io.schemamedic.engine.source.liquibase;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths of files within a change log, separated by slashes, without one at the beginning. */
final class Paths {
  private static final String CLASS_PATH = "classpath:";

  private Paths() {}

  /**
   * @param from the file that names the other one
   * @param relative whether the name begins where that file is
   */
  static String resolve(String from, String name, boolean relative) {
    String plain = name.startsWith(CLASS_PATH) ? name.substring(CLASS_PATH.length()) : name;
    int slash = from.lastIndexOf('/');
    String base = relative && slash >= 0 ? from.substring(0, slash + 1) : "";
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (base + plain).replace('\\', '/').split("/")) {
      if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }
}

package io.schemamedic.cli.jvm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Which of many jars are JDBC drivers, by the names under which they are published. */
final class DriverJars {
  private static final Pattern NAME =
      Pattern.compile(
          "(postgresql|pgjdbc|h2|mariadb-java-client|mysql-connector|mssql-jdbc|ojdbc|db2jcc|jcc)"
              + "[-_.0-9].*\\.jar|(ojdbc[0-9]+|postgresql|h2|jcc)\\.jar");

  private DriverJars() {}

  /** The names, without folders, in alphabetical order. */
  static List<String> among(Collection<String> paths) {
    List<String> names = new ArrayList<>();
    for (String path : paths) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (NAME.matcher(name).matches() && !names.contains(name)) {
        names.add(name);
      }
    }
    Collections.sort(names);
    return names;
  }
}

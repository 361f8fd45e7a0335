package io.schemamedic.servers;

import io.schemamedic.dist.Jdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is still reachable in another JVM, as the JDK's own tool tells it. */
final class LiveObjects {
  private LiveObjects() {}

  /** How many objects of exactly that class there are after a full collection. */
  static long count(Jdk jdk, long pid, String className) {
    try {
      Process tool =
          new ProcessBuilder(
                  jdk.home().resolve("bin/jcmd").toString(),
                  Long.toString(pid),
                  "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      List<String> lines =
          new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      if (lines.stream().noneMatch(line -> line.contains(" java.lang.String"))) {
        throw new IllegalStateException("No histogram: " + lines);
      }
      // number: instances bytes class
      return lines.stream()
          .map(line -> line.strip().split("\\s+"))
          .filter(columns -> columns.length >= 4 && columns[3].equals(className))
          .mapToLong(columns -> Long.parseLong(columns[1]))
          .sum();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot ask " + pid, e);
    }
  }
}

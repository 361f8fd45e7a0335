package io.schemamedic.cli.report;

import io.schemamedic.engine.json.JsonWriter;
import io.schemamedic.engine.log.LogLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The JVMs of a machine, as a table for people or as JSON. */
public final class ListReport {
  private static final List<String> HEAD =
      Arrays.asList("PID", "JAVA", "USER", "MAIN", "DRIVER", "AGENT");

  private final String version;
  private final List<ListedJvm> jvms;

  public ListReport(String version, List<ListedJvm> jvms) {
    this.version = version;
    this.jvms = new ArrayList<>(jvms);
  }

  /** Lines of printable characters; what is in the way stands below its JVM. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (jvms.isEmpty()) {
      lines.add("no other JVM was found on this machine, as far as this user may see");
      return lines;
    }
    int[] widths = new int[HEAD.size()];
    widen(widths, HEAD);
    jvms.forEach(jvm -> widen(widths, jvm.cells()));
    lines.add(line(widths, HEAD));
    for (ListedJvm jvm : jvms) {
      lines.add(line(widths, jvm.cells()));
      String obstacle = jvm.obstacle();
      if (obstacle != null) {
        lines.add(LogLine.printable("    cannot be attached: " + obstacle));
      }
    }
    return lines;
  }

  private static void widen(int[] widths, List<String> cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], LogLine.printable(cells.get(i)).length());
    }
  }

  private static String line(int[] widths, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = LogLine.printable(cells.get(i));
      line.append(cell);
      for (int at = cell.length(); i + 1 < widths.length && at < widths[i] + 2; at++) {
        line.append(' ');
      }
    }
    return line.toString();
  }

  /** One object. */
  public String json() {
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .field("command", "list")
            .field("version", version)
            .beginArray("jvms");
    jvms.forEach(jvm -> jvm.writeTo(json));
    return json.endArray().endObject().toString();
  }
}

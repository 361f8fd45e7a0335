package io.schemamedic.cli.report;

import io.schemamedic.cli.attach.Presence;
import io.schemamedic.cli.jvm.JvmProcess;
import io.schemamedic.engine.json.JsonWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JVM of the list. What is not known of it is said to be unknown. Immutable. */
public final class ListedJvm {
  private final JvmProcess process;
  private final @Nullable Presence presence;
  private final @Nullable List<String> loadedDrivers;
  private final @Nullable List<String> openDriverJars;
  private final @Nullable String obstacle;

  /**
   * @param presence of the agent; null if unknown
   * @param loadedDrivers classes; null if unknown
   * @param obstacle why it cannot be attached; null if nothing is known to be in the way
   */
  public ListedJvm(
      JvmProcess process,
      @Nullable Presence presence,
      @Nullable List<String> loadedDrivers,
      @Nullable String obstacle) {
    this.process = process;
    this.presence = presence != null && presence.how() == Presence.How.UNKNOWN ? null : presence;
    this.loadedDrivers = loadedDrivers;
    this.openDriverJars = process.openDriverJars();
    this.obstacle = obstacle;
  }

  /** In the order of {@link ListReport}'s columns. */
  List<String> cells() {
    return Arrays.asList(
        Long.toString(process.pid()),
        orUnknown(process.javaVersion()),
        orUnknown(process.user()),
        orUnknown(process.main()),
        driver(),
        agent());
  }

  @Nullable String obstacle() {
    return obstacle;
  }

  /** An open jar says that classes were looked for in it, not that any was loaded. */
  private String driver() {
    if (loadedDrivers != null) {
      return loadedDrivers.isEmpty()
          ? "none loaded"
          : "loaded: " + String.join(", ", loadedDrivers);
    }
    if (openDriverJars == null || openDriverJars.isEmpty()) {
      return "unknown";
    }
    return "open: " + String.join(", ", openDriverJars);
  }

  private String agent() {
    if (presence == null) {
      return "unknown";
    }
    switch (presence.how()) {
      case AT_START:
        return presence.version() + ", by -javaagent";
      case ATTACHED:
        return presence.version() + ", attached";
      default:
        return "none";
    }
  }

  private static String orUnknown(String text) {
    return text.isEmpty() ? "unknown" : text;
  }

  void writeTo(JsonWriter json) {
    json.beginObject()
        .field("pid", process.pid())
        .field("user", orNull(process.user()))
        .field("main", orNull(process.main()))
        .field("java", orNull(process.javaVersion()))
        .beginObject("driver")
        .field("known", loadedDrivers != null)
        .field("loaded", loadedDrivers == null ? Collections.<String>emptyList() : loadedDrivers)
        .field(
            "openJars", openDriverJars == null ? Collections.<String>emptyList() : openDriverJars)
        .endObject()
        .beginObject("agent")
        .field("known", presence != null);
    if (presence != null) {
      json.field("present", presence.isThere());
      if (presence.isThere()) {
        boolean atStart = presence.how() == Presence.How.AT_START;
        json.field("version", presence.version())
            .field("how", atStart ? "javaagent" : "attach")
            .field("jar", presence.jar());
      }
    }
    json.endObject().field("attachable", obstacle == null).field("obstacle", obstacle).endObject();
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}

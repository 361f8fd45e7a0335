package io.schemamedic.cli.attach;

import io.schemamedic.cli.jvm.JvmProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which JDBC drivers a JVM has loaded, asked of the JVM itself: a few milliseconds at a safepoint,
 * and nothing of the service runs. Java 8 cannot tell without stopping the service for longer.
 */
public final class LoadedDrivers {
  private static final String[] CLASSES = {
    "org.postgresql.Driver",
    "org.h2.Driver",
    "org.mariadb.jdbc.Driver",
    "com.mysql.cj.jdbc.Driver",
    "com.mysql.jdbc.Driver",
    "com.microsoft.sqlserver.jdbc.SQLServerDriver",
    "oracle.jdbc.OracleDriver"
  };

  private LoadedDrivers() {}

  /**
   * Names of their classes; null if this JVM or ours cannot tell.
   *
   * @throws AttachFailure if the JVM could not be reached
   */
  public static @Nullable List<String> of(JvmProcess process, Duration longest)
      throws AttachFailure {
    if (process.javaVersion().isEmpty() || process.javaVersion().startsWith("1.")) {
      return null;
    }
    AttachFailure obstacle = Obstacles.to(process);
    if (obstacle != null) {
      throw obstacle;
    }
    return new Conversation(process.pid(), longest).hold(LoadedDrivers::ask).orElse(null);
  }

  private static Optional<List<String>> ask(AttachedJvm jvm) throws Exception {
    List<String> loaded = new ArrayList<>();
    try {
      for (String name : CLASSES) {
        String answer = jvm.diagnosticCommand("VM.class_hierarchy " + name);
        if (Pattern.compile("\\b" + Pattern.quote(name) + "/").matcher(answer).find()) {
          loaded.add(name);
        }
      }
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
    return Optional.of(Collections.unmodifiableList(loaded));
  }
}

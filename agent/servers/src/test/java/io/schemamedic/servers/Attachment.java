package io.schemamedic.servers;

import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ShippedJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the agent gets into a process that runs already, and out of it again: by the command line,
 * with the Java that is there because the server runs on it.
 */
final class Attachment {
  private Attachment() {}

  static void attach(Jdk jdk, long pid, Path config) {
    run(jdk, "attach", Long.toString(pid), "--config", config.toString());
  }

  static void detach(Jdk jdk, long pid) {
    run(jdk, "detach", Long.toString(pid));
  }

  private static void run(Jdk jdk, String... words) {
    List<String> command = new ArrayList<>(List.of(jdk.home().resolve("bin/java").toString()));
    command.addAll(List.of("-jar", ShippedJar.file().getAbsolutePath()));
    command.addAll(List.of(words));
    try {
      Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (tool.waitFor() != 0) {
        throw new IllegalStateException(
            command + " has ended with " + tool.exitValue() + ": " + said);
      }
    } catch (IOException e) {
      throw new IllegalStateException("Cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

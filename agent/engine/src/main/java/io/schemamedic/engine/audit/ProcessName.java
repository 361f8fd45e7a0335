package io.schemamedic.engine.audit;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The name by which a process is found again: pid@host. Read without JMX, which a service may want
 * to set up first, and without asking a name server.
 */
public final class ProcessName {
  private static final String UNKNOWN = "unknown";

  private ProcessName() {}

  /**
   * The name of this process; a part that cannot be found out is {@code unknown}.
   *
   * @param environment where containers and shells keep the host's name
   */
  public static String current(Map<String, String> environment) {
    return pid() + '@' + host(environment);
  }

  private static String pid() {
    try {
      // Java 9 and later; this code is compiled for 8.
      Class<?> handle = Class.forName("java.lang.ProcessHandle");
      Object current = handle.getMethod("current").invoke(null);
      return String.valueOf(handle.getMethod("pid").invoke(current));
    } catch (ReflectiveOperationException e) {
      return pidByProc();
    }
  }

  private static String pidByProc() {
    try {
      String name = new File("/proc/self").getCanonicalFile().getName();
      return name.matches("[0-9]+") ? name : UNKNOWN;
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static String host(Map<String, String> environment) {
    String named = environment.getOrDefault("HOSTNAME", environment.get("COMPUTERNAME"));
    if (named != null && !named.isEmpty()) {
      return named;
    }
    String kernel = firstLine("/proc/sys/kernel/hostname");
    return kernel == null || kernel.isEmpty() ? UNKNOWN : kernel;
  }

  private static @Nullable String firstLine(String path) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(path), StandardCharsets.UTF_8))) {
      return reader.readLine();
    } catch (IOException e) {
      return null;
    }
  }
}

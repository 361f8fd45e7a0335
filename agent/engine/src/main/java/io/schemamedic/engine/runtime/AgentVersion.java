package io.schemamedic.engine.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of the agent, as the build wrote it. */
final class AgentVersion {
  private static final String RESOURCE = "/io/schemamedic/engine/version.properties";

  private AgentVersion() {}

  /** {@code unknown} if the build left none. */
  static String current() {
    Properties properties = new Properties();
    try (InputStream in = AgentVersion.class.getResourceAsStream(RESOURCE)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      return "unknown";
    }
    return properties.getProperty("version", "unknown");
  }
}

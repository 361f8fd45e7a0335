package io.schemamedic.cli.attach;

import java.util.Optional;
import java.util.Properties;

/** What an agent that came by an attach leaves in the JVM's properties while it is there. */
final class Marker {
  static final String PROPERTY = "io.schemamedic.agent";

  private final String version;
  private final String jar;

  private Marker(String version, String jar) {
    this.version = version;
    this.jar = jar;
  }

  /** Empty if there is none. */
  static Optional<Marker> in(Properties properties) {
    String value = properties.getProperty(PROPERTY);
    if (value == null) {
      return Optional.empty();
    }
    String[] parts = value.split("\\|", 2);
    return Optional.of(new Marker(parts[0], parts.length == 2 ? parts[1] : ""));
  }

  String version() {
    return version;
  }

  /** As the JVM names it. */
  String jar() {
    return jar;
  }
}

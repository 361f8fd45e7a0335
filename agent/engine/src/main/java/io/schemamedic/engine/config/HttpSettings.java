package io.schemamedic.engine.config;

import java.io.File;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Where metrics and the status page are served. Immutable. */
public final class HttpSettings {
  private static final int OFF = -1;
  private final String host;
  private final int port;
  private final @Nullable File tokenFile;

  HttpSettings(String host, int port, @Nullable File tokenFile) {
    this.host = host;
    this.port = port;
    this.tokenFile = tokenFile;
  }

  /**
   * @throws IllegalArgumentException if the text is neither a port nor {@code off}
   */
  static int parsePort(String text) {
    return text.equalsIgnoreCase("off") ? OFF : NumberText.parse(text, 0, 65_535);
  }

  /** The host name or address to listen on; loopback unless configured. */
  public String host() {
    return host;
  }

  /** The port, 0 for any free one; empty for no server. */
  public OptionalInt port() {
    return port == OFF ? OptionalInt.empty() : OptionalInt.of(port);
  }

  /** Holds the token; this version accepts it and stays read-only all the same. */
  public Optional<File> tokenFile() {
    return Optional.ofNullable(tokenFile);
  }
}

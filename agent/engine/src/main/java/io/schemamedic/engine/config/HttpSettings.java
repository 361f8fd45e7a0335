package io.schemamedic.engine.config;

import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Where and to whom metrics and the status page are served. Immutable. */
public final class HttpSettings {
  private static final int OFF = -1;
  private final String host;
  private final int port;
  private final @Nullable SecretHash token;
  private final @Nullable SecretHash login;
  private final @Nullable TlsFiles tls;
  private final List<File> secretFiles;

  private HttpSettings(
      String host,
      int port,
      @Nullable SecretHash token,
      @Nullable SecretHash login,
      @Nullable TlsFiles tls,
      List<File> secretFiles) {
    this.host = host;
    this.port = port;
    this.token = token;
    this.login = login;
    this.tls = tls;
    this.secretFiles = Collections.unmodifiableList(new ArrayList<>(secretFiles));
  }

  /**
   * @param port {@code OFF} for none
   * @param secretFiles from which all of that was read and which nobody else should read
   */
  static HttpSettings of(
      String host,
      int port,
      Optional<SecretHash> token,
      Optional<SecretHash> login,
      Optional<TlsFiles> tls,
      List<File> secretFiles) {
    return new HttpSettings(
        host, port, token.orElse(null), login.orElse(null), tls.orElse(null), secretFiles);
  }

  /** The same without a port. */
  HttpSettings closed() {
    return new HttpSettings(host, OFF, token, login, tls, secretFiles);
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

  /** Whoever has it may approve plans; empty for nobody. */
  public Optional<SecretHash> token() {
    return Optional.ofNullable(token);
  }

  /** {@code user:password} of whoever may read; empty for everybody. */
  public Optional<SecretHash> login() {
    return Optional.ofNullable(login);
  }

  /** With what the server proves who it is; empty for a server without TLS. */
  public Optional<TlsFiles> tls() {
    return Optional.ofNullable(tls);
  }

  /** Files that nobody but the service should be able to read. */
  public List<File> secretFiles() {
    return secretFiles;
  }
}

package io.schemamedic.engine.config;

import static io.schemamedic.engine.config.ConfigurationKey.HTTP_BASIC_AUTH_FILE;
import static io.schemamedic.engine.config.ConfigurationKey.HTTP_TLS_CERTIFICATE_FILE;
import static io.schemamedic.engine.config.ConfigurationKey.HTTP_TLS_KEY_FILE;
import static io.schemamedic.engine.config.ConfigurationKey.HTTP_TOKEN_FILE;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns the texts about the HTTP server into settings. A protection that was asked for and cannot
 * be had leaves the port closed: it would be open to everybody.
 */
final class HttpAssembler {
  /** Fewer could be tried one after the other. */
  private static final int SHORTEST_TOKEN = 16;

  private final Settings settings;
  private final SettingParser parser;
  private final ConfigurationFiles files;

  HttpAssembler(Settings settings, ConfigurationFiles files) {
    this.settings = settings;
    this.parser = new SettingParser(settings);
    this.files = files;
  }

  HttpSettings assemble() {
    String host = parser.value(ConfigurationKey.HTTP_HOST, SettingParser::notEmpty);
    int port = parser.value(ConfigurationKey.HTTP_PORT, HttpSettings::parsePort);
    Optional<SecretHash> token = parser.optional(HTTP_TOKEN_FILE, path -> token(firstLine(path)));
    Optional<SecretHash> login =
        parser.optional(HTTP_BASIC_AUTH_FILE, path -> login(firstLine(path)));
    Optional<File> certificate = parser.optional(HTTP_TLS_CERTIFICATE_FILE, this::readable);
    Optional<File> key = parser.optional(HTTP_TLS_KEY_FILE, this::readable);
    requirePartner(HTTP_TLS_CERTIFICATE_FILE, HTTP_TLS_KEY_FILE);
    requirePartner(HTTP_TLS_KEY_FILE, HTTP_TLS_CERTIFICATE_FILE);
    Optional<TlsFiles> tls =
        certificate.isPresent() && key.isPresent()
            ? Optional.of(new TlsFiles(certificate.get(), key.get()))
            : Optional.empty();
    HttpSettings http = HttpSettings.of(host, port, token, login, tls, secretFiles());
    return isMissed(HTTP_BASIC_AUTH_FILE, login.isPresent())
            || isMissed(HTTP_TLS_CERTIFICATE_FILE, tls.isPresent())
            || isMissed(HTTP_TLS_KEY_FILE, tls.isPresent())
        ? http.closed()
        : http;
  }

  private static SecretHash token(String text) {
    if (text.length() < SHORTEST_TOKEN) {
      throw new IllegalArgumentException(
          "the token has fewer than " + SHORTEST_TOKEN + " characters");
    }
    if (!text.matches("[!-~]+")) {
      throw new IllegalArgumentException("the token has blanks or characters beyond ASCII");
    }
    return SecretHash.of(text);
  }

  private static SecretHash login(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new IllegalArgumentException("its first line is not of the form user:password");
    }
    return SecretHash.of(text);
  }

  private String firstLine(String path) throws IOException {
    String text = SecretFile.withoutLineEnd(files.read(path));
    int end = text.indexOf('\n');
    return end < 0 ? text : SecretFile.withoutLineEnd(text.substring(0, end + 1));
  }

  private File readable(String path) throws IOException {
    files.requireReadable(path);
    return new File(path);
  }

  private void requirePartner(ConfigurationKey given, ConfigurationKey partner) {
    if (settings.get(given).isPresent() && !settings.get(partner).isPresent()) {
      settings.add(
          ConfigurationError.of(
              partner, settings.sourceOf(given), "missing, although there is a " + given.key()));
    }
  }

  private boolean isMissed(ConfigurationKey key, boolean had) {
    return (settings.get(key).isPresent() || settings.isMisspelt(key)) && !had;
  }

  private List<File> secretFiles() {
    List<File> secret = new ArrayList<>();
    for (ConfigurationKey key :
        new ConfigurationKey[] {HTTP_TOKEN_FILE, HTTP_BASIC_AUTH_FILE, HTTP_TLS_KEY_FILE}) {
      settings.get(key).ifPresent(setting -> secret.add(new File(setting.text())));
    }
    return secret;
  }
}

package io.schemamedic.engine.admin;

import io.schemamedic.engine.config.SecretHash;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether whoever asks has the configured user and password. Thread-safe. */
final class LoginCheck {
  private static final String SCHEME = "Basic ";

  private final @Nullable SecretHash login;
  private final WrongSecrets wrong;

  LoginCheck(Optional<SecretHash> login, WrongSecrets wrong) {
    this.login = login.orElse(null);
    this.wrong = wrong;
  }

  boolean accepts(HttpRequest request) {
    if (login == null) {
      return true;
    }
    String credentials = request.header(HttpRequestReader.AUTHORIZATION);
    if (credentials == null) {
      return false;
    }
    boolean right = login.isOf(decoded(credentials));
    if (!right) {
      wrong.refused(request.client());
    }
    return right;
  }

  /** Empty for what is not of the one scheme that we know. */
  private static String decoded(String credentials) {
    if (!credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return "";
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(credentials.substring(SCHEME.length()).trim());
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}

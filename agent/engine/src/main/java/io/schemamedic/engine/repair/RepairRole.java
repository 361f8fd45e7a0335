package io.schemamedic.engine.repair;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The configured role for DDL; any part may be missing and is then the service's. Immutable; {@link
 * #toString()} tells nothing.
 */
public final class RepairRole {
  private static final List<String> CREDENTIALS =
      Collections.unmodifiableList(Arrays.asList("user", "password"));

  private final @Nullable String url;
  private final @Nullable String user;
  private final Password password;

  /**
   * @param url null for the service's
   * @param user null for the service's
   */
  public RepairRole(@Nullable String url, @Nullable String user, Password password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /** Whether the service's own role is used. */
  boolean isServices() {
    return url == null && user == null;
  }

  /** Whether the role can connect without anything of the service's. */
  boolean isComplete() {
    return url != null && user != null;
  }

  /** Without the service's user and password if the role has a user of its own. */
  String url(ServiceTarget service) {
    String base = url == null ? service.url() : url;
    return user == null ? base : UrlParameters.without(CREDENTIALS, base);
  }

  /**
   * The service's properties with the role's own user and password in their place.
   *
   * @throws SQLException if the password cannot be read
   */
  Properties properties(Properties service) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(service);
    if (user != null) {
      properties.setProperty("user", user);
      properties.remove("password");
    }
    String secret = readPassword();
    if (secret != null) {
      properties.setProperty("password", secret);
    }
    return properties;
  }

  private @Nullable String readPassword() throws SQLException {
    try {
      return password.read();
    } catch (IOException e) {
      throw new SQLException("The password file cannot be read", "08001", e);
    }
  }

  /** Where the password comes from; asked for each session, so that a changed one is picked up. */
  public interface Password {
    /** Null if there is none. */
    @Nullable String read() throws IOException;
  }

  @Override
  public String toString() {
    return "repair role";
  }
}

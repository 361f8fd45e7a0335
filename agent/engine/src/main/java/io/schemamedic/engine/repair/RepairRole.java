package io.schemamedic.engine.repair;

import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The configured role for DDL; any part may be missing and is then the service's. Immutable; {@link
 * #toString()} tells nothing.
 */
public final class RepairRole {
  private final @Nullable String url;
  private final @Nullable String user;
  private final @Nullable String password;

  public RepairRole(@Nullable String url, @Nullable String user, @Nullable String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /** Whether the service's own role is used. */
  boolean isServices() {
    return url == null && user == null;
  }

  String url(ServiceTarget service) {
    return url == null ? service.url() : url;
  }

  /** The service's properties with the role's own user and password in their place. */
  Properties properties(Properties service) {
    Properties properties = new Properties();
    properties.putAll(service);
    if (user != null) {
      properties.setProperty("user", user);
      properties.remove("password");
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    return properties;
  }

  @Override
  public String toString() {
    return "repair role";
  }
}

package io.schemamedic.engine.repair;

import java.lang.ref.WeakReference;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * How the service itself connected to one database: URL, role and properties, kept in memory only.
 * {@link #toString()} tells none of them but the host and the database. The driver's class loader
 * is held weakly, so that an application can be undeployed. Immutable but for the properties, which
 * nobody changes.
 */
public final class ServiceTarget {
  private final String url;
  private final String user;
  private final @Nullable Properties properties;
  private final WeakReference<ClassLoader> driverLoader;
  private final int loaderHash;

  /**
   * @param properties null if the connection was opened before the agent was there
   * @param driverLoader the class loader of the service's driver
   */
  public ServiceTarget(
      String url, String user, @Nullable Properties properties, ClassLoader driverLoader) {
    this.url = url;
    this.user = user;
    this.properties = properties;
    this.driverLoader = new WeakReference<>(driverLoader);
    this.loaderHash = System.identityHashCode(driverLoader);
  }

  String url() {
    return url;
  }

  @Nullable Properties properties() {
    return properties;
  }

  /** Null once the application with the driver is gone. */
  public @Nullable ClassLoader driverLoader() {
    return driverLoader.get();
  }

  /**
   * Whether the service has that class, as far as its driver's class loader sees. Loads nothing.
   *
   * @param classFile its path, such as {@code org/example/Tool.class}
   */
  public boolean hasClass(String classFile) {
    ClassLoader loader = driverLoader.get();
    return loader != null && loader.getResource(classFile) != null;
  }

  /** Whether the application that connected is gone, so that this can be forgotten. */
  public boolean isGone() {
    return driverLoader.get() == null;
  }

  /** Whether it is known how the service connected, so that we can connect likewise. */
  public boolean isReachable() {
    return properties != null;
  }

  /** Whether both begin with the same search_path, as far as their properties say. */
  public boolean hasSameSearchPath(ServiceTarget other) {
    return Objects.equals(property("currentSchema"), other.property("currentSchema"))
        && Objects.equals(property("options"), other.property("options"));
  }

  private @Nullable String property(String name) {
    return properties == null ? null : properties.getProperty(name);
  }

  /** Host, port and database, without properties or anything that could be a secret. */
  public String label() {
    return DatabaseLabel.of(url);
  }

  /** Whether the URL names more than one host, so that two connections may reach two servers. */
  boolean hasSeveralHosts() {
    return label().indexOf(',') >= 0;
  }

  /**
   * The kind of server that the driver is told to prefer, if that is a standby; empty otherwise.
   */
  String wantedServer() {
    String type = UrlParameters.value("targetServerType", url);
    if (type == null) {
      type = property("targetServerType");
    }
    String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
    return lower.contains("secondary") || lower.contains("slave") ? lower : "";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ServiceTarget
        && url.equals(((ServiceTarget) other).url)
        && user.equals(((ServiceTarget) other).user)
        && loaderHash == ((ServiceTarget) other).loaderHash
        && driverLoader.get() == ((ServiceTarget) other).driverLoader.get();
  }

  @Override
  public int hashCode() {
    return Objects.hash(url, user);
  }

  @Override
  public String toString() {
    return label();
  }
}

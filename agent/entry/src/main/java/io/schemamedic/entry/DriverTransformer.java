package io.schemamedic.entry;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sees every class of the process and cares for a few. Looks at the name before anything else, and
 * names no class that a program without a driver would then have to load.
 */
final class DriverTransformer implements ClassFileTransformer {
  private static final String PACKAGE = "org/postgresql/";

  /** Through which Hibernate 5 to 7 passes whenever it builds a session factory. */
  private static final String HIBERNATE =
      "org/hibernate/tool/schema/spi/SchemaManagementToolCoordinator";

  /** Of the drivers in {@link OtherDriver}, which is asked only below them. */
  private static final String[] OTHER_PACKAGES = {
    "org/h2/jdbc/",
    "org/mariadb/jdbc/",
    "com/mysql/cj/jdbc/",
    "com/microsoft/sqlserver/jdbc/",
    "oracle/jdbc/driver/"
  };

  private final @Nullable String arguments;
  private final AtomicReference<@Nullable AgentOnDemand> onDemand = new AtomicReference<>();
  private volatile boolean told;

  DriverTransformer(@Nullable String arguments) {
    this.arguments = arguments;
  }

  /** Whether a class of this name, with slashes, is one of those that are woven. */
  static boolean isInstrumented(String name) {
    if (!name.startsWith(PACKAGE)) {
      return name.equals(HIBERNATE) || isOfOtherDriver(name);
    }
    switch (name) {
      case "org/postgresql/Driver":
      case "org/postgresql/jdbc/PgStatement":
      case "org/postgresql/jdbc/PgPreparedStatement":
      case "org/postgresql/jdbc/PgCallableStatement":
      case "org/postgresql/jdbc/BatchResultHandler":
      case "org/postgresql/copy/CopyManager":
      case "org/postgresql/xa/PGXAConnection":
        return true;
      default:
        return false;
    }
  }

  private static boolean isOfOtherDriver(String name) {
    for (String start : OTHER_PACKAGES) {
      if (name.startsWith(start)) {
        return OtherDriver.of(name.replace('/', '.')) != null;
      }
    }
    return false;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    // Hidden classes have no name here.
    if (name == null) {
      return null;
    }
    try {
      if (!isInstrumented(name) || (name.equals(HIBERNATE) && !MappingWanted.mayBe(arguments))) {
        return null;
      }
      return agent().weave(loader, name.replace('/', '.'), classFile);
    } catch (Throwable e) {
      tellOnce(e);
      return null;
    }
  }

  /** The agent's own classes cannot be loaded, so no other one of them is used here. */
  private void tellOnce(Throwable error) {
    if (!told) {
      told = true;
      System.err.println(
          "[schema-medic] Does nothing, the service runs as without the agent: "
              + error.getClass().getName()
              + ". The agent's jar was changed while the service ran, or there is no memory. Put the"
              + " jar there again, by mv and not by cp, and restart the service.");
    }
  }

  /** From here on all classes stay as they are. Returns what has to be closed, null if nothing. */
  @Nullable RunningAgent switchOff() {
    return agent().switchOff();
  }

  /** Null while no class of a driver was met, or if the agent could not be loaded. */
  @Nullable RunningAgent running() {
    return agent().current();
  }

  /** Whether the agent could not be loaded, and does nothing. */
  boolean hasFailed() {
    return agent().hasFailed();
  }

  private AgentOnDemand agent() {
    AgentOnDemand existing = onDemand.get();
    if (existing != null) {
      return existing;
    }
    AgentOnDemand made = new AgentOnDemand(arguments);
    while (!onDemand.compareAndSet(null, made)) {
      existing = onDemand.get();
      if (existing != null) {
        return existing;
      }
    }
    return made;
  }
}

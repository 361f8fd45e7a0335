package io.schemamedic.servers;

import java.io.IOException;

/** A server or runtime that can serve the application, in one version. */
interface Server {
  /** As the table names it, with its version. */
  String name();

  /** Whether code that the application has called may look at the driver's private fields. */
  default boolean allowsPrivateAccess() {
    return true;
  }

  /**
   * Whether the application brings the migration that declares its table; else that stands in a
   * file beside the agent's configuration.
   */
  default boolean findsMigrations() {
    return false;
  }

  /**
   * Puts the application in and configures it, in the deployment's directory and nowhere else.
   * Nothing is started yet.
   */
  Launch prepare(Deployment deployment) throws IOException;
}

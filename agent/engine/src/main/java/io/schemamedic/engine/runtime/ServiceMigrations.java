package io.schemamedic.engine.runtime;

import io.schemamedic.engine.guard.MigrationTool;
import io.schemamedic.engine.repair.ServiceTarget;
import org.jspecify.annotations.Nullable;

/**
 * Whether the service brings a tool that migrates its schema, and so may be about to make what is
 * missing. Asked on the thread that opens a connection.
 */
final class ServiceMigrations {
  private ServiceMigrations() {}

  /**
   * @param target whose driver's loader is one of those that are asked for a tool
   */
  static boolean arePossible(ServiceTarget target) {
    Thread connecting = Thread.currentThread();
    return MigrationTool.among(connecting.getStackTrace()) != null
        || isThere(target.driverLoader())
        || isThere(connecting.getContextClassLoader())
        || isThere(ClassLoader.getSystemClassLoader());
  }

  private static boolean isThere(@Nullable ClassLoader loader) {
    if (loader == null) {
      return false;
    }
    for (String classFile : MigrationTool.CLASS_FILES) {
      if (loader.getResource(classFile) != null) {
        return true;
      }
    }
    return false;
  }
}

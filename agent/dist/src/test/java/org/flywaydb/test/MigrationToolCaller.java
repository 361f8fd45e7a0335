package org.flywaydb.test;

import java.sql.SQLException;

/** Stands on the stack where a migration tool would. */
public final class MigrationToolCaller {
  private MigrationToolCaller() {}

  /** What is called. */
  public interface Call {
    String run() throws SQLException;
  }

  /** Only calls. */
  public static String call(Call call) throws SQLException {
    return call.run();
  }
}

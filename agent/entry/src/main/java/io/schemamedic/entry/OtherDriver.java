package io.schemamedic.entry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A driver whose failing calls are counted and never touched otherwise, and those of its classes in
 * which a failing call surfaces: statements, and connections where a statement is sent when it is
 * prepared.
 */
public enum OtherDriver {
  H2(
      "H2",
      "org.h2.jdbc.",
      "JdbcConnection",
      "JdbcStatement",
      "JdbcPreparedStatement",
      "JdbcCallableStatement"),
  /** The names of 3.x and 4.x, then those of 2.x. */
  MARIADB(
      "MariaDB",
      "org.mariadb.jdbc.",
      "Connection",
      "Statement",
      "BasePreparedStatement",
      "ClientPreparedStatement",
      "ServerPreparedStatement",
      "MariaDbConnection",
      "MariaDbStatement",
      "BasePrepareStatement",
      "ClientSidePreparedStatement",
      "ServerSidePreparedStatement",
      "MariaDbProcedureStatement",
      "MariaDbFunctionStatement"),
  MYSQL(
      "MySQL",
      "com.mysql.cj.jdbc.",
      "ConnectionImpl",
      "StatementImpl",
      "ClientPreparedStatement",
      "ServerPreparedStatement",
      "CallableStatement"),
  SQL_SERVER(
      "SQL Server",
      "com.microsoft.sqlserver.jdbc.",
      "SQLServerStatement",
      "SQLServerPreparedStatement",
      "SQLServerCallableStatement"),
  ORACLE(
      "Oracle",
      "oracle.jdbc.driver.",
      "OracleStatement",
      "OraclePreparedStatement",
      "OracleCallableStatement");

  private final String product;
  private final List<String> classes;

  OtherDriver(String product, String packagePrefix, String... simpleNames) {
    this.product = product;
    List<String> names = new ArrayList<>();
    for (String simpleName : simpleNames) {
      names.add(packagePrefix + simpleName);
    }
    this.classes = Collections.unmodifiableList(names);
  }

  /** The database's name, for people. */
  public String product() {
    return product;
  }

  /** Binary names with dots. Which of them exist depends on the driver's version. */
  public List<String> classes() {
    return classes;
  }

  /** The driver to which a class of this name belongs; null if it is none that is woven. */
  public static @Nullable OtherDriver of(String className) {
    for (OtherDriver driver : values()) {
      if (driver.classes.contains(className)) {
        return driver;
      }
    }
    return null;
  }
}

package io.schemamedic.compatibility;

import io.schemamedic.compatibility.program.AgroalSource;
import io.schemamedic.compatibility.program.C3p0Source;
import io.schemamedic.compatibility.program.DatasourceProxySource;
import io.schemamedic.compatibility.program.DbcpSource;
import io.schemamedic.compatibility.program.DriverManagerSource;
import io.schemamedic.compatibility.program.HikariSource;
import io.schemamedic.compatibility.program.P6spySource;
import io.schemamedic.compatibility.program.PooledSource;
import io.schemamedic.compatibility.program.TomcatSource;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pool or wrapper, by the beginnings of the directories that hold its jars. */
enum Pool {
  HIKARICP_4(HikariSource.class, "HikariCP-4"),
  HIKARICP_5(HikariSource.class, "HikariCP-5"),
  HIKARICP_7(HikariSource.class, "HikariCP-7"),
  DBCP(DbcpSource.class, "commons-dbcp2"),
  TOMCAT(TomcatSource.class, "tomcat-jdbc"),
  C3P0(C3p0Source.class, "c3p0"),
  AGROAL(AgroalSource.class, "agroal"),
  P6SPY(P6spySource.class, "p6spy", "HikariCP-7"),
  DATASOURCE_PROXY(DatasourceProxySource.class, "datasource-proxy", "HikariCP-7"),
  DRIVER_MANAGER(DriverManagerSource.class);

  private final Class<? extends PooledSource> source;
  private final List<String> directories;

  Pool(Class<? extends PooledSource> source, String... directories) {
    this.source = source;
    this.directories = List.of(directories);
  }

  Class<? extends PooledSource> source() {
    return source;
  }

  Stream<Path> jars() {
    return directories.stream().map(Jars::pool).flatMap(pool -> Jars.children(pool).stream());
  }

  /** Sessions that it keeps while nobody uses them. */
  int kept() {
    return this == DRIVER_MANAGER ? 0 : PooledSource.SESSIONS;
  }

  /** Whether a statement that was closed is used again for the same text. */
  boolean keepsStatements() {
    return this == DBCP || this == TOMCAT || this == C3P0;
  }

  @Override
  public String toString() {
    return directories.isEmpty()
        ? "DriverManager"
        : directories.stream()
            .map(beginning -> Jars.pool(beginning).getFileName().toString())
            .map(name -> name.replaceFirst("-([0-9.]+)$", " $1"))
            .collect(Collectors.joining(" over "));
  }
}

package io.schemamedic.servers;

import io.schemamedic.servers.Application.ServletApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Payara Micro: one jar, which is told on the command line what to serve. */
record PayaraMicro(String version) implements Server {
  private static final String POOL =
      """
      create-jdbc-connection-pool --datasourceclassname=org.postgresql.ds.PGSimpleDataSource \
      --restype=javax.sql.DataSource --steadypoolsize=1 --maxpoolsize=1 --property url="%s" notes
      create-jdbc-resource --connectionpoolid=notes jdbc/notes
      """;

  @Override
  public String name() {
    return "Payara Micro " + version;
  }

  @Override
  public boolean findsMigrations() {
    return true;
  }

  @Override
  public Launch prepare(Deployment deployment) throws IOException {
    Path directory = deployment.directory();
    Application application =
        Application.web(version.startsWith("5.") ? ServletApi.JAVAX : ServletApi.JAKARTA);
    List<String> command = deployment.java();
    boolean inServer = deployment.driverPlace() == DriverPlace.SERVER;
    if (inServer) {
      command.add(Deployment.poolNamed("jdbc/notes"));
    } else {
      application.with("WEB-INF/lib/", deployment.driver());
    }
    command.addAll(
        List.of(
            "-jar",
            Downloads.named("payara-micro-" + version + ".jar").toString(),
            "--rootDir",
            directory.resolve("root").toString(),
            "--port",
            Integer.toString(deployment.port()),
            "--nocluster",
            "--disablephonehome",
            "--contextroot",
            "/"));
    if (inServer) {
      Path commands =
          Files.writeString(
              directory.resolve("pool.asadmin"),
              POOL.formatted(deployment.database().url().replaceAll("([:=])", "\\\\$1")));
      command.addAll(
          List.of(
              "--addlibs",
              deployment.driver().toString(),
              "--postbootcommandfile",
              commands.toString()));
    }
    command.addAll(
        List.of("--deploy", application.writeTo(directory.resolve("notes.war")).toString()));
    return Launch.of(command, deployment.port());
  }
}

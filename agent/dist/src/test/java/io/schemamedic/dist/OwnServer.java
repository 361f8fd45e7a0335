package io.schemamedic.dist;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server for tests that stop it, copy it, or configure it as no other test wants it. */
public final class OwnServer implements AutoCloseable {
  private static final String DATABASE = "postgres";

  private final Path data;
  private final int port;
  private final Path programs;
  private final @Nullable EmbeddedPostgres embedded;

  private OwnServer(Path data, int port, Path programs, @Nullable EmbeddedPostgres embedded) {
    this.data = data;
    this.port = port;
    this.programs = programs;
    this.embedded = embedded;
  }

  /**
   * @param data a directory that does not exist yet
   * @param settings {@code name=value}, for the time until the server is stopped
   */
  public static OwnServer start(Path data, String... settings) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      builder.setServerConfig(setting.substring(0, equals), setting.substring(equals + 1));
    }
    EmbeddedPostgres server = builder.start();
    Path postgres = Path.of(postmaster(data).info().command().orElseThrow());
    return new OwnServer(data, server.getPort(), postgres.resolveSibling("pg_ctl"), server);
  }

  /**
   * A server that follows this one, from a copy of its files. It writes {@link #log}, each line
   * with the application's name in front.
   *
   * @param copy a directory that does not exist yet
   */
  public OwnServer startStandby(Path copy) throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_backup_start('standby', true)");
      FileTree.copy(data, copy);
      try (ResultSet row =
          statement.executeQuery(
              "SELECT labelfile, current_setting('max_connections') FROM pg_backup_stop(false)")) {
        row.next();
        Files.writeString(copy.resolve("backup_label"), row.getString(1));
        Files.writeString(
            copy.resolve("postgresql.auto.conf"),
            """
            primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'
            max_connections = %s
            fsync = off
            log_line_prefix = '%%a|'
            """
                .formatted(port, row.getString(2)),
            StandardOpenOption.APPEND);
      }
    }
    Files.deleteIfExists(copy.resolve("postmaster.pid"));
    Files.createFile(copy.resolve("standby.signal"));
    OwnServer standby = new OwnServer(copy, FreePort.find(), programs, null);
    standby.startAgain();
    return standby;
  }

  public String url() {
    return url(DATABASE);
  }

  /** With the superuser in it. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
  }

  public int port() {
    return port;
  }

  public void execute(String... statements) {
    executeIn(DATABASE, statements);
  }

  /** Each in autocommit. */
  public void executeIn(String database, String... statements) {
    for (String sql : statements) {
      try (Connection connection = DriverManager.getConnection(url(database));
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException("Cannot run: " + sql, e);
      }
    }
  }

  public String value(String query) {
    return valueIn(DATABASE, query);
  }

  /** The first column of the first row. */
  public String valueIn(String database, String query) {
    try (Connection connection = DriverManager.getConnection(url(database));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return String.valueOf(row.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot run: " + query, e);
    }
  }

  /** Nothing answers any more, and nothing is closed. */
  public void freeze() throws IOException {
    signal("STOP");
  }

  /** The sessions of one application do not answer any more; all others do. */
  public void freezeSessions(String application) throws IOException {
    String pids =
        value(
            "SELECT string_agg(pid::text, ' ') FROM pg_stat_activity WHERE application_name = '"
                + application
                + "'");
    List<String> command = new ArrayList<>(List.of("kill", "-STOP"));
    command.addAll(List.of(pids.split(" ")));
    run(command);
  }

  /** All processes go on. */
  public void thaw() throws IOException {
    signal("CONT");
  }

  /** As if somebody had pulled the plug: nothing is said to any client. */
  public void stop() throws IOException {
    control("-m", "immediate", "stop");
  }

  /** On the same port, with the same data. */
  public void startAgain() throws IOException {
    control("-o", "-p " + port, "-l", logFile().toString(), "start");
  }

  /** What it has written since it was started again, or as a standby. */
  public List<String> log() throws IOException {
    return Files.readAllLines(logFile());
  }

  private Path logFile() {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  private void signal(String name) throws IOException {
    ProcessHandle postmaster = postmaster(data);
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    Stream.concat(Stream.of(postmaster), postmaster.descendants())
        .forEach(process -> command.add(Long.toString(process.pid())));
    // One that has ended meanwhile cannot be told anything, and that is no matter.
    exitValue(command);
  }

  private void control(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      // PostgreSQL refuses to be run by root; in a namespace of its own nobody is.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(programs.toString(), "-D", data.toString(), "-w"));
    command.addAll(List.of(arguments));
    run(command);
  }

  private static void run(List<String> command) throws IOException {
    if (exitValue(command) != 0) {
      throw new IllegalStateException("Failed: " + command);
    }
  }

  private static int exitValue(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Did not end: " + command);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static ProcessHandle postmaster(Path data) throws IOException {
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim();
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
    return process.orElseThrow(() -> new IllegalStateException("No process " + pid));
  }

  @Override
  public void close() {
    try {
      if (embedded == null) {
        control("-m", "fast", "stop");
      } else {
        embedded.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

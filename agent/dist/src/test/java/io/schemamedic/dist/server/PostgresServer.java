package io.schemamedic.dist.server;

import io.schemamedic.engine.testing.TestPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server with nothing in it, which logs every statement at once and keeps nothing safe on disk.
 * Stopped and removed when this JVM ends.
 */
public final class PostgresServer {
  private static final int PATIENCE_SECONDS = 60;
  private static final Path MEMORY = Path.of("/dev/shm");

  /** For six servers, in bytes. */
  private static final long ROOM = 2L << 30;

  private final PostgresPrograms programs;
  private final Path directory;
  private final int port;

  private PostgresServer(PostgresPrograms programs, Path directory, int port) {
    this.programs = programs;
    this.directory = directory;
    this.port = port;
  }

  /**
   * @param settings further ones, as {@code name=value}
   */
  static PostgresServer start(PostgresPrograms programs, String... settings) {
    try {
      Path directory = newDirectory();
      PostgresServer server = new PostgresServer(programs, directory, freePort());
      server.run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N");
      Runtime.getRuntime().addShutdownHook(new Thread(server::remove));
      List<String> options =
          new ArrayList<>(
              List.of(
                  "port=" + server.port,
                  "listen_addresses=127.0.0.1",
                  "unix_socket_directories=" + directory,
                  "max_connections=100",
                  "wal_level=logical",
                  "fsync=off",
                  "full_page_writes=off",
                  "autovacuum=off",
                  "max_wal_size=64MB",
                  "log_statement=all",
                  "log_line_prefix=" + ServerLog.PREFIX,
                  "log_error_verbosity=terse",
                  "log_min_messages=log",
                  "log_min_error_statement=panic"));
      options.addAll(Arrays.asList(settings));
      StringBuilder file = new StringBuilder();
      for (String option : options) {
        file.append(option.replaceFirst("=", " = '")).append("'\n");
      }
      Files.writeString(directory.resolve("data/postgresql.auto.conf"), file);
      server.run("pg_ctl", "-w", "-l", server.logFile().toString(), "start");
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public TestPostgres postgres() {
    return TestPostgres.at(port);
  }

  /** What it has logged from now on. */
  public ServerLog log() {
    return ServerLog.fromNowOn(logFile());
  }

  private Path logFile() {
    return directory.resolve("server.log");
  }

  /** In memory if there is room: making a database takes a tenth of the time there. */
  private static Path newDirectory() throws IOException {
    String prefix = "schema-medic-postgres";
    return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM
        ? Files.createTempDirectory(MEMORY, prefix)
        : Files.createTempDirectory(prefix);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      // PostgreSQL refuses to be run by root; in a namespace of its own nobody is.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(programs.bin().resolve(program).toString(), "-D", directory + "/data"));
    command.addAll(Arrays.asList(arguments));
    File output = directory.resolve(program + ".out").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
    builder.environment().putAll(programs.environment());
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(
            "Failed or did not end: " + command + "\n" + Files.readString(output.toPath()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void remove() {
    try {
      run("pg_ctl", "-m", "immediate", "stop");
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.schemamedic.dist.drivers;

import io.schemamedic.dist.DebianPackages;
import io.schemamedic.dist.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A MariaDB server of its own, on this machine only, run by whoever runs the test. It writes down
 * every statement that it is sent. Without accounts, so nothing has to be installed before.
 */
final class MariaDbServer implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Number of the session, command and text, at the end of a line that may begin with a time. */
  private static final Pattern LOGGED =
      Pattern.compile("^.*\\s\\d+ (Connect|Query|Prepare|Execute|Init DB)\t(.*)$");

  private final Process process;
  private final int port;
  private final Path log;

  private MariaDbServer(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * Returns when it listens.
   *
   * @param directory that exists, for its files; of a short name, since a socket is there
   * @throws org.opentest4j.TestAbortedException if there is no MariaDB to be had
   */
  static MariaDbServer start(Path directory) throws IOException {
    DebianPackages packages = DebianPackages.unpacked("mariadb-server-core");
    int port = FreePort.find();
    Path log = directory.resolve("statements.log");
    Path data = Files.createDirectory(directory.resolve("data"));
    Path share = packages.file("usr/share/mysql");
    Process process =
        packages
            .command(
                "usr/sbin/mariadbd",
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + data,
                "--lc-messages-dir=" + share,
                "--character-sets-dir=" + share.resolve("charsets"),
                "--plugin-dir=" + data,
                "--socket=" + directory.resolve("socket"),
                "--pid-file=" + directory.resolve("pid"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--skip-grant-tables",
                "--innodb-buffer-pool-size=16M",
                "--innodb-log-file-size=4M",
                "--innodb-flush-log-at-trx-commit=0",
                "--general-log",
                "--general-log-file=" + log)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("server.log").toFile())
            .start();
    MariaDbServer server = new MariaDbServer(process, port, log);
    server.awaitListening(directory.resolve("server.log"));
    return server;
  }

  private void awaitListening(Path serverLog) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!isListening()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IllegalStateException("MariaDB does not listen: " + Files.readString(serverLog));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Of a database that the driver makes if need be.
   *
   * @param product whose driver it is: MariaDB's or MySQL's
   */
  String url(String product, String database, String parameters) {
    return "jdbc:"
        + product.toLowerCase(Locale.ROOT)
        + "://127.0.0.1:"
        + port
        + "/"
        + database
        + "?user=root&createDatabaseIfNotExist=true&"
        + parameters;
  }

  /** What all sessions have sent so far: command and text, without the session's number. */
  List<String> statements() {
    try {
      return Files.readAllLines(log, StandardCharsets.UTF_8).stream()
          .flatMap(line -> LOGGED.matcher(line).results())
          .map(MariaDbServer::commandAndText)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String commandAndText(MatchResult line) {
    return line.group(1) + " " + line.group(2);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

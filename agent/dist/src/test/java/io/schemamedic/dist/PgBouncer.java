package io.schemamedic.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A pooler in front of a server, in transaction mode: each transaction may run on another session
 * of the server, and each session serves everybody.
 */
public final class PgBouncer implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final String PROGRAM = "pgbouncer";

  private final Process process;
  private final int port;

  private PgBouncer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Returns when it listens.
   *
   * @param directory that exists, for its files
   * @param serverPort on this machine
   * @param sessions with the server, at most, for each database
   * @throws org.opentest4j.TestAbortedException if there is no PgBouncer to be had
   */
  public static PgBouncer start(Path directory, int serverPort, int sessions) {
    int port = FreePort.find();
    try {
      Path users = Files.writeString(directory.resolve("users.txt"), "\"postgres\" \"\"\n");
      Path configuration =
          Files.writeString(
              directory.resolve("pgbouncer.ini"),
              """
              [databases]
              * = host=127.0.0.1 port=%d
              [pgbouncer]
              listen_addr = 127.0.0.1
              listen_port = %d
              unix_socket_dir =
              auth_type = trust
              auth_file = %s
              pool_mode = transaction
              default_pool_size = %d
              max_client_conn = 500
              ignore_startup_parameters = extra_float_digits
              """
                  .formatted(serverPort, port, users, sessions));
      ProcessBuilder builder = builder(configuration);
      Process process =
          builder
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("pgbouncer.log").toFile())
              .start();
      PgBouncer pooler = new PgBouncer(process, port);
      pooler.awaitListening(directory.resolve("pgbouncer.log"));
      return pooler;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProcessBuilder builder(Path configuration) {
    ProcessBuilder builder =
        isOnPath()
            ? new ProcessBuilder(PROGRAM, configuration.toString())
            : DebianPackages.unpacked(PROGRAM)
                .command("usr/sbin/" + PROGRAM, configuration.toString());
    if (System.getProperty("user.name").equals("root")) {
      // It refuses to be run by root; in a namespace of its own nobody is.
      List<String> command = new ArrayList<>(List.of("unshare", "-U"));
      command.addAll(builder.command());
      builder.command(command);
    }
    return builder;
  }

  private static boolean isOnPath() {
    for (String directory : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(directory, PROGRAM))) {
        return true;
      }
    }
    return false;
  }

  private void awaitListening(Path log) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!isListening()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("PgBouncer does not listen: " + Files.readString(log));
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
   * With the superuser in it, and without named prepared statements, which PgBouncer knows since
   * 1.21 only.
   */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:"
        + port
        + "/"
        + database
        + "?user=postgres&prepareThreshold=0";
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

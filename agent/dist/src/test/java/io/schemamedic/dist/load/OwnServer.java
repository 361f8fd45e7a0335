package io.schemamedic.dist.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server for tests that stop it, and with it everything else on it. */
final class OwnServer implements AutoCloseable {
  private final Path data;
  private final EmbeddedPostgres server;
  private final Path programs;

  private OwnServer(Path data, EmbeddedPostgres server, Path programs) {
    this.data = data;
    this.server = server;
    this.programs = programs;
  }

  /**
   * @param data a directory that does not exist yet
   */
  static OwnServer start(Path data) throws IOException {
    EmbeddedPostgres server =
        EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).start();
    Path postgres = Path.of(postmaster(data).info().command().orElseThrow());
    return new OwnServer(data, server, postgres.resolveSibling("pg_ctl"));
  }

  String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  /** Nothing answers any more, and nothing is closed. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** As if somebody had pulled the plug: nothing is said to any client. */
  void stop() throws IOException, InterruptedException {
    control("-m", "immediate", "stop");
  }

  /** On the same port, with the same data. */
  void startAgain() throws IOException, InterruptedException {
    String log = data.resolveSibling("restarted.log").toString();
    control("-o", "-p " + server.getPort(), "-l", log, "start");
  }

  private void signal(String name) throws IOException, InterruptedException {
    ProcessHandle postmaster = postmaster(data);
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    Stream.concat(Stream.of(postmaster), postmaster.descendants())
        .forEach(process -> command.add(Long.toString(process.pid())));
    run(command);
  }

  private void control(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      // PostgreSQL refuses to be run by root; in a namespace of its own nobody is.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(programs.toString(), "-D", data.toString(), "-w"));
    command.addAll(List.of(arguments));
    run(command);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException("Failed or did not end: " + command);
    }
  }

  private static ProcessHandle postmaster(Path data) throws IOException {
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim();
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
    return process.orElseThrow(() -> new IllegalStateException("No process " + pid));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

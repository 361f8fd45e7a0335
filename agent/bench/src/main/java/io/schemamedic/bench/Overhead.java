package io.schemamedic.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs each program with and without the agent, turn by turn, and prints the median of the ratios
 * of the pairs. A control (no agent against no agent) shows how far from 1 the noise of the machine
 * alone reaches.
 */
public final class Overhead {
  private static final String SCHEMA = "CREATE TABLE public.gap (id int PRIMARY KEY, note text);";

  private final String url;
  private final File agent;
  private final Path schema;
  private final int pairs;

  private Overhead(String url, File agent, Path schema, int pairs) {
    this.url = url;
    this.agent = agent;
    this.schema = schema;
    this.pairs = pairs;
  }

  /** The agent's jar, then how many pairs. */
  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    Path schema = Files.createTempFile("schema-medic-bench", ".sql");
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      Files.writeString(schema, SCHEMA);
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE public.bench (id int PRIMARY KEY)");
      }
      String url = server.getJdbcUrl("postgres", "postgres");
      new Overhead(url, new File(arguments[0]), schema, Integer.parseInt(arguments[1])).run();
    } finally {
      Files.delete(schema);
    }
  }

  private void run() throws IOException, InterruptedException {
    System.out.printf(
        "%-42s %8s %8s %8s%n", "median of " + pairs + " pairs", "cpu", "wall", "call");
    compare("control: small-service", "small-service", null, "small-service", null);
    compare("hello, observe", "hello", "observe", "hello", null);
    compare("small-service, observe", "small-service", "observe", "small-service", null);
    compare("small-service, repair", "small-service", "repair", "small-service", null);
    compare("healthy-calls, repair", "healthy-calls", "repair", "healthy-calls", null);
    compare("failing-calls (undeclared), repair", "failing-calls", "repair", "failing-calls", null);
    compare("first healed call against DDL by hand", "healed-call", "repair", "by-hand", null);
  }

  private void compare(
      String title,
      String program,
      @Nullable String mode,
      String baseProgram,
      @Nullable String baseMode)
      throws IOException, InterruptedException {
    List<Double> cpu = new ArrayList<>();
    List<Double> wall = new ArrayList<>();
    List<Double> call = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      Run base = start(baseProgram, baseMode);
      Run measured = start(program, mode);
      cpu.add((double) measured.cpuMillis / Math.max(1, base.cpuMillis));
      wall.add((double) measured.wallMillis / Math.max(1, base.wallMillis));
      call.add((double) measured.callMicros / Math.max(1, base.callMicros));
    }
    System.out.printf(
        Locale.ROOT, "%-42s %8.2f %8.2f %8.2f%n", title, median(cpu), median(wall), median(call));
  }

  private static double median(List<Double> ratios) {
    List<Double> sorted = ratios.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private Run start(String program, @Nullable String mode)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (mode != null) {
      command.add(
          "-javaagent:%s=mode=%s;declared=file:%s;allow=public.gap;http.port=0"
              .formatted(agent, mode, schema));
    }
    command.addAll(
        List.of(
            "-cp", System.getProperty("java.class.path"), Program.class.getName(), program, url));
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    long wallMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    int result = output.lastIndexOf("RESULT ");
    if (process.exitValue() != 0 || result < 0) {
      throw new IOException(program + " ended with " + process.exitValue() + ": " + output);
    }
    String[] numbers = output.substring(result).trim().split(" ", -1);
    return new Run(Long.parseLong(numbers[1]), wallMillis, Long.parseLong(numbers[2]));
  }

  /** What one process took. */
  private record Run(long cpuMillis, long wallMillis, long callMicros) {}
}

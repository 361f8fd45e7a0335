package io.schemamedic.dist;

import com.zaxxer.hikari.HikariDataSource;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.slf4j.Logger;

/** Runs a program of {@code io.schemamedic.dist.program} in a JVM of its own and waits for it. */
public final class ForkedJvm {
  private static final Duration LONGEST_RUN = Duration.ofMinutes(2);

  private final Jdk jdk;
  private final List<String> options = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>();
  private String classPath = classPath();
  private final List<String> starter = new ArrayList<>();
  private Duration patience = LONGEST_RUN;
  private @Nullable String moduleOfPrograms;

  public ForkedJvm(Jdk jdk) {
    this.jdk = jdk;
  }

  public ForkedJvm with(String... jvmOptions) {
    options.addAll(Arrays.asList(jvmOptions));
    return this;
  }

  /** Instead of two minutes for a whole run. */
  public ForkedJvm withPatience(Duration longest) {
    patience = longest;
    return this;
  }

  /** In addition to this process's own environment. */
  public ForkedJvm withEnvironment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public ForkedJvm withAgent(String arguments) {
    return with("-javaagent:" + ShippedJar.file() + "=" + arguments);
  }

  public ForkedJvm withFirstOnClassPath(Path jar) {
    classPath = jar + File.pathSeparator + classPath;
    return this;
  }

  /** Instead of the ordinary one: these jars and directories and nothing else. */
  public ForkedJvm withOnlyClassPath(List<Path> entries) {
    classPath =
        entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    return this;
  }

  /** Instead of a class path: these modules, of which one has the programs. */
  public ForkedJvm withOnlyModulePath(List<Path> entries, String programs) {
    moduleOfPrograms = programs;
    return withOnlyClassPath(entries);
  }

  /** Lets another program start it: the words before the first one of the command. */
  public ForkedJvm runBy(String... command) {
    starter.addAll(Arrays.asList(command));
    return this;
  }

  /** What a program has left behind. */
  public record Result(int exitCode, List<String> out, List<String> err) {}

  /**
   * @throws IllegalStateException if it has not ended by itself in time
   */
  public Result run(Class<?> program, String... arguments) {
    return run(command(program, arguments));
  }

  /** The program, not started yet, for whoever talks to it while it runs. */
  public ProcessBuilder builder(Class<?> program, String... arguments) {
    return builder(command(program, arguments));
  }

  private List<String> command(Class<?> program, String... arguments) {
    List<String> command = new ArrayList<>(starter);
    command.addAll(List.of(jdk.java(), "-Xmx256m"));
    command.addAll(options);
    command.addAll(
        moduleOfPrograms == null
            ? List.of("-cp", classPath, program.getName())
            : List.of("-p", classPath, "-m", moduleOfPrograms + "/" + program.getName()));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /** Runs {@code java} with nothing but these arguments. */
  public Result runJava(String... arguments) {
    return run(javaCommand(arguments));
  }

  /** Runs another program of the JDK, which takes its options from the environment. */
  public Result runTool(String name, String... arguments) {
    List<String> command = new ArrayList<>(List.of(jdk.tool(name)));
    command.addAll(Arrays.asList(arguments));
    return run(command);
  }

  /** {@code java} with nothing but these arguments, not started yet. */
  public ProcessBuilder javaBuilder(String... arguments) {
    return builder(javaCommand(arguments));
  }

  private List<String> javaCommand(String... arguments) {
    List<String> command = new ArrayList<>(List.of(jdk.java()));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private Result run(List<String> command) {
    try {
      Path out = Files.createTempFile("schema-medic", ".out");
      Path err = Files.createTempFile("schema-medic", ".err");
      Process process =
          builder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      boolean ended = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      Result result =
          new Result(
              process.exitValue(),
              Files.readAllLines(out, StandardCharsets.UTF_8),
              Files.readAllLines(err, StandardCharsets.UTF_8));
      Files.delete(out);
      Files.delete(err);
      if (!ended) {
        throw new IllegalStateException("Did not end by itself: " + command + " " + result);
      }
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    // Options for all JVMs of a machine would print a line of their own.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    builder.environment().putAll(environment);
    return builder;
  }

  /** The programs, the driver and the pool; nothing of the agent. */
  private static String classPath() {
    return Stream.of(ForkedJvm.class, Driver.class, HikariDataSource.class, Logger.class)
        .map(ForkedJvm::location)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String location(Class<?> type) {
    return jarOf(type).toString();
  }

  /** The jar or directory from which a class was loaded. */
  public static Path jarOf(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}

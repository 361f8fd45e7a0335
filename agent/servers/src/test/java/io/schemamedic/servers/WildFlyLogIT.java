package io.schemamedic.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.FreePort;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ShippedJar;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * WildFly refuses to start, or logs nothing, if anybody has touched {@code java.util.logging}
 * before its own log manager is in place.
 */
@EnabledIfSystemProperty(named = "servers.cells", matches = "all")
class WildFlyLogIT {
  private static final String LOG_MANAGER = "org.jboss.logmanager.LogManager";

  /** A time, a checksum, the number of an object, or whatever else is counted or measured. */
  private static final Pattern CHANGING =
      Pattern.compile("[0-9a-f]{2}/[0-9a-f]{38}|@[0-9a-f]{5,8}|[0-9]+|\\(.*?[Tt]hread.*?\\)");

  /** What a start has logged, and which log managers there are. */
  private record Start(List<String> log, String logManagers) {}

  @ParameterizedTest
  @CsvSource({"26.1.3.Final,8", "39.0.1.Final,17"})
  void logsAsWithoutTheAgent(String version, int java, @TempDir Path directory) throws IOException {
    Path declared =
        Files.writeString(
            directory.resolve("declared.sql"), "CREATE TABLE notes (id bigint PRIMARY KEY)");
    AgentSetup agent = AgentSetup.repairing(directory, "file:" + declared);
    String option = "-javaagent:" + ShippedJar.file() + "=" + agent.properties();

    Start without = start(version, Jdk.of(java), directory, List.of());
    Start with = start(version, Jdk.of(java), directory, List.of(option));

    assertThat(with.log()).anyMatch(line -> line.contains("[schema-medic] started"));
    assertThat(messages(with, option)).isEqualTo(messages(without, option));
    assertThat(with.logManagers()).isEqualTo(LOG_MANAGER);
    assertThat(without.logManagers()).isEqualTo(LOG_MANAGER);
  }

  private static Start start(String version, Jdk jdk, Path directory, List<String> agentOptions)
      throws IOException {
    Path here = directory.resolve("running");
    try (TestDatabase database = TestPostgres.instance().newDatabase()) {
      Deployment deployment =
          new Deployment(
              Files.createDirectory(here),
              jdk,
              agentOptions,
              FreePort.find(),
              Downloads.driver("42.7.13"),
              DriverPlace.MODULE,
              database);
      RunningServer running = RunningServer.start(new WildFly(version), deployment);
      String logManagers;
      try (running) {
        logManagers = logManagers(jdk, running.pid());
      }
      return new Start(Files.readAllLines(here.resolve("standalone/log/server.log")), logManagers);
    } finally {
      // The next start has the same place, which its log mentions.
      Files.move(here, directory.resolve("ended-" + agentOptions.size()));
    }
  }

  /** Classes of which the JVM has an object. */
  private static String logManagers(Jdk jdk, long pid) throws IOException {
    Process histogram =
        new ProcessBuilder(jdk.tool("jcmd"), Long.toString(pid), "GC.class_histogram").start();
    try (var reader = histogram.inputReader()) {
      return String.join(
          ",",
          reader
              .lines()
              .map(line -> line.strip().split("\\s+"))
              .filter(columns -> columns.length >= 4)
              .map(columns -> columns[3])
              .filter(name -> name.endsWith(".LogManager"))
              .toList());
    }
  }

  /**
   * In any order, since WildFly starts its services on several threads. Java 8 adds every agent's
   * jar to the class path that WildFly logs.
   */
  private static List<String> messages(Start start, String agentOption) {
    return start.log().stream()
        .filter(line -> !line.contains("[schema-medic]"))
        .map(line -> line.replace(" " + agentOption, "").replace(agentOption + ", ", ""))
        .map(line -> line.replace(":" + ShippedJar.file(), ""))
        .map(line -> CHANGING.matcher(line).replaceAll(Matcher.quoteReplacement("#")))
        .sorted()
        .toList();
  }
}

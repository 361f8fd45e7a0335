package io.schemamedic.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ShippedJar;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An emergency from the list to the detach, on a service that runs since long before. */
@ExtendWith(TestDatabaseExtension.class)
class AttachIT {
  private static final String DECLARED =
      "CREATE TABLE note (id int, text text); CREATE TABLE tag (id int);";
  private static final String READ = "SELECT text FROM note WHERE 'Canary' <> ''";

  private final Path directory;

  AttachIT(@TempDir Path directory) {
    this.directory = directory;
  }

  private AgentSetup setup(String... more) {
    return AgentSetup.repairing(directory, Tool.declared(directory, DECLARED), more);
  }

  private static void assertOk(Result result) {
    assertThat(result.exitCode()).as("%s", result).isZero();
  }

  @Test
  void emergencyFromListToDetach(TestDatabase database) {
    database.execute("CREATE TABLE note (id int)");
    AgentSetup agent = setup("check.on-connect=off");
    try (RunningJvm service = RunningJvm.start(database.url())) {
      assertThat(listed(service)).contains("DirectedService", "open: postgresql-").endsWith("none");
      assertThat(threads(service)).doesNotContain("Attach Listener");
      assertThat(service.ask("status").exitCode()).isEqualTo(6);
      assertThat(service.ask("detach").exitCode()).isEqualTo(6);
      assertThat(service.call(READ)).isEqualTo("42703");

      Result attached = service.ask("attach", "--config=" + agent.properties());
      assertOk(attached);
      assertThat(attached.out()).singleElement().asString().contains("active, mode=repair");
      assertThat(listed(service)).endsWith(", attached");
      assertThat(service.call(READ)).isEqualTo("ok");

      assertStatus(service, "healed (repaired) public.note.text", "kill switch  off", "healed 1");
      assertOff(service, database);

      Result detached = service.ask("detach");
      assertOk(detached);
      assertThat(detached.out()).singleElement().asString().startsWith("detached: ");
      assertThat(service.call("SELECT id FROM tag")).isEqualTo("42P01");
      assertThat(service.ask("status").exitCode()).isEqualTo(6);
      assertThat(listed(service)).endsWith("none");
      assertThat(jcmd(service, "VM.system_properties"))
          .doesNotContain("io.schemamedic.agent", "io.schemamedic.reply");
    }
  }

  @Test
  void agentThatCameByTheEnvironmentIsFoundWithoutCounters(TestDatabase database) {
    AgentSetup agent = setup("check.on-connect=off");
    String option = "-javaagent:" + ShippedJar.file() + "=" + agent.properties();
    ForkedJvm jvm =
        new ForkedJvm(Jdk.current())
            .with("-XX:-UsePerfData")
            .withEnvironment("JAVA_TOOL_OPTIONS", option);
    try (RunningJvm service = RunningJvm.start(jvm, database.url())) {
      Result status = service.ask("status");

      assertOk(status);
      assertThat(status.out()).anyMatch(line -> line.matches("how +-javaagent"));
    }
  }

  private static void assertStatus(RunningJvm service, String... parts) {
    Result status = service.ask("status");
    assertOk(status);
    assertThat(String.join("\n", status.out())).contains(parts).doesNotContain("Canary");
    Result json = service.ask("status", "--json");
    assertOk(json);
    assertThat(json.out())
        .singleElement()
        .asString()
        .startsWith("{\"command\":\"status\",\"pid\":" + service.pid())
        .contains("\"state\":\"active\"", "\"engine\":{\"mode\":\"repair\"", "\"healed\":1")
        .contains("\"relation\":\"public.note\"")
        .doesNotContain("Canary");
  }

  private static void assertOff(RunningJvm service, TestDatabase database) {
    assertOk(service.ask("off"));
    assertThat(service.call("SELECT id FROM tag")).isEqualTo("42P01");
    assertThat(database.query("SELECT to_regclass('tag')")).containsExactly("null");
    assertThat(service.ask("status").out())
        .anyMatch(line -> line.contains("ON, nothing is repaired or repeated: by the command off"));
    assertOk(service.ask("on"));
    assertThat(service.call("SELECT id FROM tag")).isEqualTo("ok");
    database.execute("DROP TABLE tag");
  }

  /** The line of the list about it. */
  private static String listed(RunningJvm service) {
    Result list = Tool.runPlain(Map.of(), "list");
    assertOk(list);
    return list.out().stream()
        .filter(line -> line.startsWith(service.pid() + " "))
        .findFirst()
        .orElseThrow();
  }

  private static String threads(RunningJvm service) {
    StringBuilder names = new StringBuilder();
    for (File task : Path.of("/proc", service.pid(), "task").toFile().listFiles()) {
      try {
        names.append(Files.readString(task.toPath().resolve("comm")));
      } catch (IOException e) {
        names.append("(ended)\n");
      }
    }
    return names.toString();
  }

  private static String jcmd(RunningJvm service, String command) {
    Result result =
        new ForkedJvm(Jdk.current())
            .runJava("-m", "jdk.jcmd/sun.tools.jcmd.JCmd", service.pid(), command);
    assertOk(result);
    return String.join("\n", result.out());
  }

  @Test
  void whatIsThereAlreadyIsToldAndStays(TestDatabase database) {
    database.execute("CREATE TABLE note (id int)");
    try (RunningJvm service =
        RunningJvm.start(
            database.url(), "-javaagent:" + ShippedJar.file() + "=mode=observe;http.port=off")) {
      service.awaitLine("started");

      Result again = service.ask("attach");
      Result otherwise = service.ask("attach", "mode=repair");

      assertOk(again);
      assertThat(again.out())
          .singleElement()
          .asString()
          .contains("already attached", "by -javaagent");
      assertThat(otherwise.exitCode()).isEqualTo(6);
      assertThat(String.join("\n", otherwise.err())).contains("no effect", "detach");
      assertThat(service.ask("status").out()).anyMatch(line -> line.matches("mode +observe"));
      assertOk(service.ask("detach"));
      assertThat(service.ask("off").exitCode()).isEqualTo(6);

      // One that was detached can come again by an attach.
      assertOk(service.ask("attach", "mode=observe", "http.port=off"));
      assertThat(service.ask("status").out()).anyMatch(line -> line.matches("how +attach"));
    }
  }

  @Test
  void badConfigurationObservesAndEndsWith6(TestDatabase database) {
    database.execute("CREATE TABLE note (id int)");
    try (RunningJvm service = RunningJvm.start(database.url())) {
      Result attached =
          service.ask("attach", "mode=repair", "declared=file:/no/such.sql", "http.port=off");

      assertThat(attached.exitCode()).as("%s", attached).isEqualTo(6);
      assertThat(String.join("\n", attached.err())).contains("/no/such.sql", "only observes");
      assertThat(service.ask("status").out()).anyMatch(line -> line.matches("mode +observe"));
    }
  }

  @Test
  void killSwitchFileKeepsItOffAllTheSame(TestDatabase database) throws IOException {
    database.execute("CREATE TABLE note (id int)");
    Path file = Files.createFile(directory.resolve("stop"));
    AgentSetup agent = setup("check.on-connect=off", "kill-switch.file=" + file);
    try (RunningJvm service = RunningJvm.start(database.url())) {
      assertOk(service.ask("attach", "--config", agent.properties().toString()));
      Result on = service.ask("on");
      assertThat(on.exitCode()).isEqualTo(6);
      assertThat(on.err()).anyMatch(line -> line.contains("still off: the file " + file));

      assertThat(service.call(READ)).isEqualTo("42703");
      Files.delete(file);
      assertThat(service.call(READ)).isEqualTo("ok");
    }
  }

  @Test
  void malformedAndForeignRequestsAreSurvivedWithALineAtMost(TestDatabase database) {
    try (RunningJvm service = RunningJvm.start(database.url())) {
      assertOk(service.ask("attach", "http.port=off"));
      int lines = service.err().size();

      for (String text :
          List.of("schema-medic/", "schema-medic/1 status", "schema-medic/1 off x|y |||")) {
        jcmd(service, "JVMTI.agent_load " + ShippedJar.file() + " \"" + text + "\"");
      }
      assertThat(service.err()).hasSizeLessThanOrEqualTo(lines + 3);
      jcmd(
          service,
          "JVMTI.agent_load "
              + ShippedJar.file()
              + " \"schema-medic/9 attach 0123456789abcdef x|\"");
      assertThat(jcmd(service, "VM.system_properties"))
          .contains("io.schemamedic.reply.0123456789abcdef", "schema-medic/1 unsupported");
      assertOk(service.ask("status"));
    }
  }
}

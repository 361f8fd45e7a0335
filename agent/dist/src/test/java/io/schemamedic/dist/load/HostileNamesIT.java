package io.schemamedic.dist.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.DebianPackages;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * Ten thousand statements, each with a name that nobody has seen before, and more declared tables
 * and columns than may have a series: what is scraped stays small, and is as Prometheus likes it.
 */
class HostileNamesIT {
  private static final int MOST = 20;
  private static final int DECLARED = 60;
  private static final int RANDOM_EACH = 1_250;
  private static final List<String> RANDOM =
      List.of(
          "SELECT * FROM <name>",
          "INSERT INTO <name> VALUES (1)",
          "SELECT <name> FROM wide",
          "SELECT * FROM <name>.<name>",
          "SELECT <name>(1)",
          "SELECT 1::<name>",
          // What would end a label, or be markup on a page.
          "SELECT * FROM \"<b><name>\"\"} 1 \\ {x='\"",
          "DO $$ BEGIN RAISE EXCEPTION 'relation \"<name>\" does not exist' USING ERRCODE ="
              + " '42P01', TABLE = '<name>', COLUMN = '<name>', SCHEMA = '<name>'; END $$");

  private static final List<String> SCRAPED = new ArrayList<>();
  private static final List<RecordedEvent> EVENTS = new ArrayList<>();
  private static @Nullable TestDatabase database;
  private static long seconds;

  @BeforeAll
  static void run(@TempDir Path records) throws IOException {
    TestDatabase fresh = TestPostgres.instance().newDatabase();
    database = fresh;
    fresh.execute(
        "ALTER DATABASE " + fresh.name() + " SET log_min_messages = 'log'",
        "CREATE TABLE wide (id int)");
    Path script = Files.writeString(records.resolve("s.sql"), declared());
    AgentSetup agent =
        AgentSetup.repairing(
            records,
            "file:" + script,
            "mode=propose",
            "metrics.max-relations=" + MOST,
            "repair.wait-budget=5s");
    Path recording = records.resolve("hostile.jfr");
    long began = System.nanoTime();
    try (DirectedCalls service =
        DirectedCalls.start(
            agent,
            fresh.url(),
            RANDOM.size(),
            "-XX:StartFlightRecording:dumponexit=true,filename=" + recording)) {
      // The tables first: a column has a name only where its relation has.
      fail(service, DECLARED, "SELECT c<number> FROM wide", "SELECT * FROM t<number>");
      fail(service, RANDOM_EACH, RANDOM.toArray(new String[0]));
      long decided = 2L * DECLARED + (long) RANDOM.size() * RANDOM_EACH;
      assertThat(Eventually.is(decided, () -> agent.metric("schema_medic_decisions_total", "")))
          .isEqualTo(decided);
      SCRAPED.addAll(agent.metrics());
    }
    seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
      if (event.getEventType().getName().equals("io.schemamedic.Decision")) {
        EVENTS.add(event);
      }
    }
  }

  private static void fail(DirectedCalls service, int each, String... statements) {
    List<String> ids = new ArrayList<>();
    for (String statement : statements) {
      ids.add(service.beginMany(each, statement));
    }
    ids.forEach(id -> assertThat(service.endOfMany(id)).startsWith("0 " + each + " "));
  }

  private static String declared() {
    StringBuilder script = new StringBuilder("CREATE TABLE wide (id int");
    for (int i = 0; i < DECLARED; i++) {
      script.append(", c").append(i).append(" int");
    }
    script.append(");\n");
    for (int i = 0; i < DECLARED; i++) {
      script.append("CREATE TABLE t").append(i).append(" (id int);\n");
    }
    return script.toString();
  }

  @AfterAll
  static void stop() {
    requireNonNull(database).close();
  }

  @Test
  void eachLabelHasAsManyValuesAsConfiguredAndOther() {
    assertThat(values("relation")).hasSize(MOST + 1).contains("other", "public.wide");
    assertThat(values("column")).hasSize(MOST + 1).contains("other");
  }

  @Test
  void whatIsNotDeclaredIsOther() {
    assertThat(String.join("\n", SCRAPED)).doesNotContainPattern("\\bx[0-9a-f]{8}");
    assertThat(values("relation"))
        .allMatch(name -> name.matches("other|public[.](wide|t[0-9]{1,2})"));
    assertThat(values("column")).allMatch(name -> name.matches("other|c[0-9]{1,2}"));
  }

  @Test
  void seriesStayFew() {
    assertThat(SCRAPED.stream().filter(line -> !line.startsWith("#"))).hasSizeLessThan(300);
    assertThat(SCRAPED.stream().filter(line -> line.startsWith("schema_medic_failures_total{")))
        .hasSizeLessThan(2 * MOST + 20);
  }

  /** Fifty a second at most, each with the number of those that it stands for. */
  @Test
  void flightRecorderHasAFewEventsAndNoNames() {
    long decided = 2L * DECLARED + (long) RANDOM.size() * RANDOM_EACH;

    assertThat(EVENTS).hasSizeBetween(10, (int) (50 * (seconds + 2)));
    assertThat(EVENTS.stream().mapToLong(event -> 1 + event.getLong("leftOut")).sum())
        .isBetween((long) EVENTS.size(), decided);
    assertThat(EVENTS)
        .allSatisfy(
            event ->
                assertThat(event.getString("relation") + event.getString("columns"))
                    .doesNotContainPattern("x[0-9a-f]{8}"));
    assertThat(EVENTS).extracting(event -> event.getString("reason")).contains("undeclared");
  }

  @Test
  void promtoolHasNoComplaint() throws IOException, InterruptedException {
    Process promtool =
        prometheus()
            .command("usr/bin/promtool", "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (OutputStream input = promtool.getOutputStream()) {
      input.write((String.join("\n", SCRAPED) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said).isEmpty();
    assertThat(promtool.waitFor()).isZero();
  }

  /** Without it this test has failed: what is scraped has to pass on every machine that builds. */
  private static DebianPackages prometheus() {
    try {
      return DebianPackages.unpacked("prometheus");
    } catch (TestAbortedException e) {
      throw new IllegalStateException("No promtool to be had", e);
    }
  }

  private static Set<String> values(String label) {
    Pattern pattern = Pattern.compile("[{,]" + label + "=\"([^\"]*)\"");
    Set<String> values = new TreeSet<>();
    for (String line : SCRAPED) {
      Matcher matcher = pattern.matcher(line);
      while (matcher.find()) {
        values.add(matcher.group(1));
      }
    }
    return values;
  }
}

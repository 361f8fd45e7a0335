package io.schemamedic.dist.scenario;

import static io.schemamedic.dist.program.Step.prepared;
import static io.schemamedic.dist.program.Step.query;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A configuration with mistakes: all of them in one block, and a service that runs as without the
 * agent.
 */
class BadInputIT {
  private static final String GOOD =
      """
      CREATE TABLE note (id int, text text);
      CREATE TABLE tag (id int);
      """;

  private final Path directory;

  BadInputIT(@TempDir Path directory) {
    this.directory = directory;
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  /** What every mistake leads to, whatever is known of the declared schema. */
  private static void assertObservesAndNames(String arguments, String reason, List<String> named) {
    try (RunningService service = RunningService.withAgent(arguments + ";check.on-connect=off")) {
      new Comparison(service)
          .verify(
              Scenario.of("gap")
                  .given("CREATE TABLE note (id int)")
                  .calls(prepared("INSERT INTO note (text) VALUES (?)", "a"))
                  .calls(query("SELECT id FROM note"))
                  .decides("observed", reason));

      assertThat(service.metrics().value("schema_medic_mode", "mode=\"observe\"")).isEqualTo(1);
      assertThat(service.metrics().value("schema_medic_mode", "mode=\"repair\"")).isZero();
      assertThat(service.err()).allMatch(line -> line.startsWith("[schema-medic] "));
      assertThat(block(service.err())).hasSameSizeAs(named);
      for (int i = 0; i < named.size(); i++) {
        assertThat(block(service.err()).get(i)).contains(named.get(i).split(" & "));
      }
    }
  }

  /** The lines of the one block, without its heading. */
  private static List<String> block(List<String> err) {
    List<String> block = new ArrayList<>();
    int headings = 0;
    for (String line : err) {
      if (line.startsWith("[schema-medic] configuration: ")) {
        headings++;
        assertThat(line).contains("the service runs as it is, the agent only observes");
      } else if (line.startsWith("[schema-medic]   ")) {
        block.add(line);
      }
    }
    assertThat(headings).isEqualTo(1);
    return block;
  }

  @Test
  void missingFile() {
    assertObservesAndNames(
        "mode=repair;allow=public.*;declared=file:" + directory.resolve("none.sql"),
        "no_declared_schema",
        List.of("declared & none.sql"));
  }

  @Test
  void unreadableFile() throws IOException {
    Path latin = directory.resolve("latin.sql");
    Files.write(
        latin, "CREATE TABLE other (id int); -- größer".getBytes(StandardCharsets.ISO_8859_1));

    assertObservesAndNames(
        "mode=repair;allow=public.*;declared=file:" + directory + ",file:" + latin,
        "no_declared_schema",
        List.of("declared & " + directory, "declared & latin.sql & not UTF-8"));
  }

  @Test
  void scriptThatEndsInTheMiddleOfATable() throws IOException {
    String half = GOOD.substring(0, GOOD.length() - 6);

    assertObservesAndNames(
        "mode=repair;allow=public.*;declared=file:" + file("half.sql", half),
        "no_declared_schema",
        List.of("declared & half.sql:2"));
  }

  @Test
  void unknownKey() throws IOException {
    assertObservesAndNames(
        "mode=repair;allow=public.*;repiar.scope=statement;declared=file:" + file("ok.sql", GOOD),
        "observe_mode",
        List.of("repiar.scope & repair.scope"));
  }

  @Test
  void wrongValue() throws IOException {
    assertObservesAndNames(
        "mode=heal;allow=public.*;declared=file:" + file("ok.sql", GOOD),
        "observe_mode",
        List.of("mode & heal & observe, propose or repair"));
  }

  @Test
  void emptyAllowInRepair() throws IOException {
    assertObservesAndNames(
        "mode=repair;declared=file:" + file("ok.sql", GOOD),
        "observe_mode",
        List.of("allow & empty"));
  }

  @Test
  void allAtOnce() throws IOException {
    assertObservesAndNames(
        "mode=repair;repair.lock-timeout=soon;repair.wait-budget=1h;colour=red;declared=file:"
            + directory.resolve("none.sql")
            + ",file:"
            + file("half.sql", GOOD.substring(0, GOOD.length() - 6)),
        "no_declared_schema",
        List.of(
            "colour",
            "none.sql",
            "allow & empty",
            "repair.lock-timeout & soon",
            "repair.wait-budget & 1h",
            "half.sql:2"));
  }
}

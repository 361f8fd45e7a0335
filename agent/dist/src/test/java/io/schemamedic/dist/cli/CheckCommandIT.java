package io.schemamedic.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.dist.scenario.Roles;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.yaml.snakeyaml.Yaml;

/** A database held against what is declared, by the shipped jar. */
@ExtendWith(TestDatabaseExtension.class)
class CheckCommandIT {
  private static final String DECLARED =
      """
      CREATE SCHEMA billing;
      CREATE TABLE orders (id bigint PRIMARY KEY, price numeric(10,2) NOT NULL, note text);
      CREATE TABLE billing."Odd ""<Name>\""" (id bigint PRIMARY KEY);
      CREATE INDEX orders_note ON orders (note);
      """;

  private final Path directory;

  CheckCommandIT(@TempDir Path directory) {
    this.directory = directory;
  }

  private Result check(TestDatabase database, String role, String... more) {
    List<String> words = new ArrayList<>(List.of("check", "--url", database.jdbcUrl(role)));
    words.addAll(List.of("--declared", Tool.declared(directory, DECLARED)));
    words.addAll(List.of(more));
    return Tool.run(words.toArray(String[]::new));
  }

  /** JSON is YAML as well. */
  private static Map<String, Object> json(Result result) {
    assertThat(result.out()).hasSize(1);
    return new Yaml().load(result.out().get(0));
  }

  @Test
  void databaseAsDeclaredHasNoDrift(TestDatabase database) {
    Roles.prepare(database);
    database.execute(DECLARED, "CREATE TABLE more (id int)");
    database.logStatements();

    Result result = check(database, Roles.USER);

    assertThat(result.exitCode()).as("%s", result).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).singleElement().asString().startsWith("no drift: 127.0.0.1:");
    assertThat(database.serverLog())
        .isNotEmpty()
        .allMatch(line -> line.sql().matches("(?s)(BEGIN READ ONLY$|SET |SELECT |ROLLBACK).*"))
        .filteredOn(line -> !line.sql().startsWith("SET application_name"))
        .allMatch(line -> line.application().equals("schema-medic"));
  }

  @Test
  void whatIsDeclaredAndCannotBeComparedIsTold(TestDatabase database) {
    database.execute(DECLARED);

    Result result =
        Tool.run(
            "check",
            "--url",
            database.jdbcUrl("postgres"),
            "--declared",
            Tool.declared(
                directory, DECLARED + "DO $$ BEGIN CREATE TABLE hidden (id int); END $$;"));

    assertThat(result.exitCode()).as("%s", result).isZero();
    assertThat(result.err())
        .singleElement()
        .asString()
        .contains("declared, but not compared: ", ": DO: a block of code");
  }

  @Test
  void whatBreaksFailsAndIsTold(TestDatabase database) throws Exception {
    database.execute("CREATE TABLE orders (id bigint PRIMARY KEY, price integer NOT NULL)");
    Path junit = directory.resolve("report.xml");

    Result result = check(database, "postgres", "--junit", junit.toString());

    assertThat(result.exitCode()).as("%s", result).isEqualTo(1);
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains(
            "breaks   missing_column       public.orders.note  wanted: text",
            "breaks   missing_table        billing.\"Odd \"\"<Name>\"\"\"")
        .anyMatch(line -> line.startsWith("differs  column_type          public.orders.price"))
        .last()
        .asString()
        .startsWith("drift: ");
    Element suite = suite(junit);
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(suite.getAttribute("failures")).isEqualTo("2");
    assertThat(((Element) suite.getElementsByTagName("testcase").item(1)).getAttribute("name"))
        .isEqualTo("billing.\"Odd \"\"<Name>\"\"\"");
  }

  @ParameterizedTest
  @CsvSource({"breaks, 0", "differs, 1", "none, 0"})
  void whatDiffersFailsOnlyWhereItIsAskedFor(String failOn, int exitCode, TestDatabase database) {
    database.execute(DECLARED, "ALTER TABLE orders ALTER price DROP NOT NULL");

    Result result = check(database, "postgres", "--json", "--fail-on=" + failOn);

    assertThat(result.exitCode()).as("%s", result).isEqualTo(exitCode);
    assertThat(json(result))
        .containsEntry("result", "drift")
        .containsEntry("exitCode", exitCode)
        .containsEntry("counts", Map.of("breaks", 0, "differs", 1, "extra", 0));
    assertThat(json(result).get("drift"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .singleElement()
        .asString()
        .contains("column_nullability", "public.orders", "price");
  }

  @Test
  void tableThatIsBeingWrittenIsComparedAllTheSame(TestDatabase database) throws Exception {
    database.execute(DECLARED);
    database.logLockWaits(10);
    try (var holder = database.connection();
        var statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("LOCK TABLE orders IN EXCLUSIVE MODE");

      assertThat(check(database, "postgres").exitCode()).isZero();
    }
    assertThat(database.lockWaits()).isEmpty();
  }

  @Test
  void progressIsToldOnStderrIfAskedFor(TestDatabase database) {
    database.execute(DECLARED);

    Result result = check(database, "postgres", "--progress", "--json");

    assertThat(result.err()).isNotEmpty().allMatch(line -> line.startsWith("schema-medic: "));
    assertThat(json(result)).containsEntry("result", "no_drift");
  }

  private static Element suite(Path file) throws Exception {
    return (Element)
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getElementsByTagName("testsuite")
            .item(0);
  }

  @Test
  void reportThatCannotBeWrittenIsToldBeforeAnythingIsAsked(TestDatabase database)
      throws IOException {
    Files.createDirectories(directory.resolve("folder"));

    Result result = check(database, "postgres", "--junit", directory + "/folder");

    assertThat(result.exitCode()).as("%s", result).isEqualTo(2);
    assertThat(result.err()).first().asString().contains("is a folder");
  }
}

package io.schemamedic.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

/** What cannot be begun: exit code 2, everything that is wrong at once, and never "no drift". */
@ExtendWith(TestDatabaseExtension.class)
class UsageIT {
  private static final String NOWHERE = "--url=jdbc:postgresql://127.0.0.1:1/shop";

  private final Path directory;

  UsageIT(@TempDir Path directory) {
    this.directory = directory;
  }

  private static void assertUsage(Result result, String... told) {
    assertThat(result.exitCode()).as("%s", result).isEqualTo(2);
    assertThat(String.join("\n", result.err())).contains(told);
    assertThat(result.out()).allMatch(line -> line.contains("unknown"));
    assertThat(result.toString()).doesNotContain(Tool.CANARY).doesNotContain("no drift");
  }

  @Test
  void helpOfEveryCommandIsAnswered() {
    for (String command : new String[] {"check", "plan", "snapshot"}) {
      Result result = Tool.runPlain(Map.of(), command, "--help");

      assertThat(result.exitCode()).isZero();
      assertThat(result.err()).isEmpty();
      assertThat(result.out()).anyMatch(line -> line.contains("--url"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:1/shop?password=CanaryPassword",
        "jdbc:postgresql://shop:CanaryPassword@127.0.0.1:1/shop"
      })
  void passwordInTheUrlIsRefusedAndNotRepeated(String url) {
    assertUsage(
        Tool.run("check", "--url", url, "--declared", Tool.declared(directory, "SELECT 1;")),
        "--url holds a password",
        "declares no table");
  }

  @Test
  void passwordInTheArgumentsIsRefusedAndNotRepeated() {
    assertUsage(
        Tool.run("check", NOWHERE, "--password=" + Tool.CANARY), "--password-file", "SCHEMAMEDIC");
  }

  @Test
  void missingDriverIsToldWithWhatToDo() {
    assertUsage(
        Tool.runPlain(
            Map.of(),
            "check",
            NOWHERE,
            "--declared",
            Tool.declared(directory, "CREATE TABLE t ()")),
        "--driver-jar",
        "--class-path");
  }

  @Test
  void driverIsFoundInAFolderOfJars() throws IOException {
    Path jar = ForkedJvm.jarOf(Driver.class);
    Files.copy(jar, directory.resolve("driver.jar"));

    Result result =
        Tool.runPlain(
            Map.of(),
            "plan",
            NOWHERE,
            "--class-path",
            directory + File.separator + "*",
            "--declared",
            Tool.declared(directory, "CREATE TABLE t (id int);"));

    // It could try to connect.
    assertThat(result.exitCode()).as("%s", result).isEqualTo(7);
  }

  @Test
  void brokenDeclaredFileIsUnknown() {
    assertUsage(
        Tool.run(
            "check",
            NOWHERE,
            "--json",
            "--declared",
            Tool.declared(directory, "CREATE TABLE good (id int); CREATE TABLE bad (id int")),
        "declared.sql");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hibernate", "auto"})
  void sourceInsideOfAServiceIsToldAsSuch(String source) {
    assertUsage(Tool.run("check", NOWHERE, "--declared", source), "inside of the running service");
  }

  @Test
  void whatIsNotDeclaredAtAllIsUsage() {
    assertUsage(Tool.run("plan", NOWHERE), "--declared");
  }

  @Test
  void changeLogOnTheClassPathIsRead(TestDatabase database) throws IOException {
    Files.writeString(
        directory.resolve("changes.yaml"),
        "databaseChangeLog:\n- changeSet: {id: 1, author: a, changes: [{createTable: {tableName: t,"
            + " columns: [{column: {name: id, type: int}}]}}]}\n");

    Result result =
        Tool.run(
            "check",
            "--url=" + database.url(),
            "--declared=classpath:changes.yaml",
            "--class-path=" + directory);

    assertThat(result.exitCode()).as("%s", result).isEqualTo(1);
    assertThat(result.out()).anyMatch(line -> line.matches("breaks +missing_table +public\\.t"));
  }

  @Test
  void settingsAreReadAsTheAgentsAreButOnlyThoseInUse(TestDatabase database) throws IOException {
    Path properties =
        Files.writeString(
            directory.resolve("agent.properties"),
            "mode=repair\ndeclared="
                + Tool.declared(directory, "CREATE TABLE t (id int);")
                + "\nallow=public.t\naudit.file=/no/such/folder/audit.jsonl\n");

    Result result =
        Tool.runWith(
            Map.of("SCHEMAMEDIC_ALLOW", "public.u", "SCHEMAMEDIC_PASSWORD", Tool.CANARY),
            "plan",
            "--url=" + database.url(),
            "--config=" + properties);

    assertThat(result.exitCode()).as("%s", result).isZero();
    assertThat(result.out()).anyMatch(line -> line.contains("not_allowed"));
    assertThat(result.toString()).doesNotContain(Tool.CANARY);
  }

  @Test
  void misspeltKeyIsToldAlsoHere() throws IOException {
    Path properties =
        Files.writeString(
            directory.resolve("agent.properties"),
            "alow=public.t\ndeclared=" + Tool.declared(directory, "CREATE TABLE t (id int);"));

    assertUsage(
        Tool.run("plan", NOWHERE, "--config=" + properties), "unknown key, did you mean allow?");
  }
}

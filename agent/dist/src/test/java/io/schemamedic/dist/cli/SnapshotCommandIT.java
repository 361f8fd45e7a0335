package io.schemamedic.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The model of a database in a file, written by the shipped jar. */
@ExtendWith(TestDatabaseExtension.class)
class SnapshotCommandIT {
  private static final String HEALTHY =
      """
      CREATE SCHEMA "Bill ing";
      CREATE TYPE mood AS ENUM ('glad', 'it''s');
      CREATE TABLE people (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, feels mood);
      CREATE TABLE "Bill ing"."Odd ""Name\""" (id bigint PRIMARY KEY, "ümlaut" text DEFAULT 'ß');
      """;

  private final Path directory;

  SnapshotCommandIT(@TempDir Path directory) {
    this.directory = directory;
  }

  private static Result snapshot(TestDatabase database, String... more) {
    String[] words = new String[more.length + 2];
    words[0] = "snapshot";
    words[1] = "--url=" + database.url();
    System.arraycopy(more, 0, words, 2, more.length);
    return Tool.run(words);
  }

  @Test
  void snapshotOfAHealthyDatabaseIsWhatAnotherIsCheckedAgainst(
      TestDatabase healthy, TestDatabase other) throws IOException {
    healthy.execute(HEALTHY);
    Path file = directory.resolve("healthy.snapshot");

    Result written = snapshot(healthy, "--out", file.toString());
    Result same =
        Tool.run(
            "check",
            "--url=" + healthy.url(),
            "--declared",
            "snapshot:" + file,
            "--fail-on=differs");
    Result empty =
        Tool.run("check", "--url=" + other.url(), "--declared", "snapshot:" + file, "--json");

    assertThat(written.exitCode()).as("%s", written).isZero();
    assertThat(written.out()).isEmpty();
    assertThat(written.err()).isEmpty();
    assertThat(same.exitCode()).as("%s", same).isZero();
    assertThat(same.out()).singleElement().asString().startsWith("no drift: ");
    assertThat(empty.exitCode()).as("%s", empty).isEqualTo(1);
    assertThat(empty.out().get(0)).contains("\"Bill ing.Odd \\\"Name\\\"\"", "missing_enum");
    assertThat(Files.list(directory)).containsExactly(file);
  }

  @Test
  void sameDatabaseGivesTheSameTextWhereverItGoes(TestDatabase healthy) throws IOException {
    healthy.execute(HEALTHY);
    Path file = directory.resolve("healthy.snapshot");

    snapshot(healthy, "--out", file.toString());
    Result onStdout = snapshot(healthy);

    assertThat(onStdout.out()).isEqualTo(Files.readAllLines(file));
    assertThat(onStdout.out()).anyMatch(line -> line.contains("\"ümlaut\" text DEFAULT 'ß'"));
  }

  @Test
  void onlyTheNamedSchemasAreWritten(TestDatabase healthy) {
    healthy.execute(HEALTHY);

    assertThat(String.join("\n", snapshot(healthy, "--schema=Bill ing").out()))
        .contains("\"Odd \"\"Name\"\"\"")
        .doesNotContain("people");
  }

  @Test
  void schemaThatIsNotThereIsNoEmptySnapshot(TestDatabase healthy) {
    healthy.execute(HEALTHY);
    Path file = directory.resolve("healthy.snapshot");

    Result result = snapshot(healthy, "--schema=public,biling", "--out=" + file);

    assertThat(result.exitCode()).as("%s", result).isEqualTo(2);
    assertThat(result.err()).first().asString().contains("biling");
    assertThat(file).doesNotExist();
  }

  @Test
  void editedSnapshotIsNotBelieved(TestDatabase healthy) throws IOException {
    healthy.execute(HEALTHY);
    Path file = directory.resolve("healthy.snapshot");
    snapshot(healthy, "--out", file.toString());
    Files.writeString(file, Files.readString(file).replace("people", "persons"));

    Result result = Tool.run("check", "--url=" + healthy.url(), "--declared", "snapshot:" + file);

    assertThat(result.exitCode()).as("%s", result).isEqualTo(2);
    assertThat(result.out()).singleElement().asString().startsWith("unknown: ");
  }

  @Test
  void snapshotOfAnEmptyDatabaseIsNothingToCompareWith(TestDatabase empty) {
    Path file = directory.resolve("empty.snapshot");

    Result written = snapshot(empty, "--out", file.toString());
    Result check = Tool.run("check", "--url=" + empty.url(), "--declared", "snapshot:" + file);

    assertThat(written.err()).singleElement().asString().contains("there is no table in");
    assertThat(check.exitCode()).as("%s", check).isEqualTo(2);
    assertThat(check.out()).singleElement().asString().startsWith("unknown: ");
    assertThat(check.err()).first().asString().contains("no table is declared by [snapshot:");
  }
}

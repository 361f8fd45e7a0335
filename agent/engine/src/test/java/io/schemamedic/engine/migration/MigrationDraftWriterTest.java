package io.schemamedic.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemamedic.engine.schema.ddl.MigrationStep;
import io.schemamedic.engine.source.MigrationTool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationDraftWriterTest {
  private static final Instant TIME = Instant.parse("2026-11-22T16:15:00Z");
  private static final String STATEMENT =
      "ALTER TABLE public.orders ADD COLUMN IF NOT EXISTS note text";
  private Path directory;
  private MigrationDraftWriter writer;

  @BeforeEach
  void open(@TempDir Path directory) {
    this.directory = directory;
    this.writer = MigrationDraftWriter.into(directory.toFile());
  }

  @Test
  void draftHasAHeaderAndItsStatements() throws IOException {
    File file =
        writer.write(
            draft("orders", STATEMENT, "SELECT 1")
                .fact("Reason", "repaired")
                .fact("Repair", null)
                .fact("Statement", "f1")
                .build());

    assertThat(file.getName()).matches("V20261122161500__schema_medic_orders_[0-9a-f]{8}\\.sql");
    assertThat(file)
        .hasContent(
            """
            -- DRAFT, to be reviewed by a person before it becomes a migration.
            -- Written by Schema Medic because the service needed what the database lacked.
            -- Safe to run where the agent has added the same already; it only adds.
            -- Reason: repaired
            -- Statement: f1

            ALTER TABLE public.orders ADD COLUMN IF NOT EXISTS note text;

            SELECT 1;
            """);
  }

  @Test
  void sameRepairMakesNoSecondFileAndLeavesTheReviewersEditsAlone() throws IOException {
    File first = writer.write(draft("orders", STATEMENT).build());
    Files.writeString(first.toPath(), "edited");

    File second =
        writer.write(
            MigrationDraft.of(
                    MigrationTool.FLYWAY,
                    TIME.plusSeconds(3600),
                    "orders",
                    List.of(MigrationStep.together(STATEMENT)))
                .fact("Repair", "r-2")
                .build());

    assertThat(second).isEqualTo(first).hasContent("edited");
    assertThat(files()).hasSize(1);
  }

  @Test
  void otherRepairMakesAnotherFile() throws IOException {
    writer.write(draft("orders", STATEMENT).build());
    writer.write(draft("orders", STATEMENT + " NOT NULL").build());

    assertThat(files()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "a/b\\c",
        "a\nb",
        "",
        "...",
        "-rf *",
        "Ünïcødé",
        "a__b",
        "a\u0000b",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
      })
  void hostileRelationNamesMakeSafeFileNames(String relation) throws IOException {
    File file = writer.write(draft(relation, STATEMENT).build());

    assertThat(file.getName())
        .matches("V20261122161500__schema_medic_[a-z0-9_]{1,63}_[0-9a-f]{8}\\.sql");
    assertThat(file.getParentFile()).isEqualTo(directory.toFile());
    assertThat(file).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\n; DROP TABLE orders",
        "x\r; DROP TABLE orders",
        "x\u2028; DROP TABLE orders",
        "x\u0085; DROP TABLE orders",
        "x\u000b; DROP TABLE orders",
        "x\f; DROP TABLE orders",
        "*/; DROP TABLE orders"
      })
  void hostileFactsStayInTheirComment(String value) throws IOException {
    File file = writer.write(draft("orders", STATEMENT).fact("Reason", value).build());

    assertThat(Files.readString(file.toPath()).split("[\\n\\r\\f\\x0b\\x85\\u2028\\u2029]"))
        .filteredOn(line -> line.contains("DROP"))
        .singleElement()
        .asString()
        .startsWith("-- Reason: ");
  }

  @Test
  void placeholdersAreBrokenUpInCommentsAndSwitchedOffForStatements() throws IOException {
    File file =
        writer.write(
            draft("o", "ALTER TABLE public.\"${x}\" ADD c text").fact("Relation", "${x}").build());

    assertThat(file).content().contains("-- Relation: $ {x}\n");
    assertThat(directory.resolve(file.getName() + ".conf"))
        .hasContent("placeholderReplacement=false\n");
  }

  @Test
  void draftThatCannotBeWrittenIsAnErrorAndLeavesNothing() throws IOException {
    Files.delete(directory);

    assertThatThrownBy(() -> writer.write(draft("orders", STATEMENT).build()))
        .isInstanceOf(IOException.class);
    Files.createDirectory(directory);
    assertThat(files()).isEmpty();
  }

  @Test
  void draftWithoutStatementsIsRefused() {
    assertThatThrownBy(() -> draft("orders")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatTakesLongIsASecondMigrationOutsideOfATransaction() throws IOException {
    File file =
        writer.write(
            MigrationDraft.of(
                    MigrationTool.FLYWAY,
                    TIME,
                    "orders",
                    List.of(
                        MigrationStep.together(STATEMENT),
                        MigrationStep.alone("VALIDATE").note("Slow.\n; DROP TABLE orders")))
                .build());

    String late =
        file.getName().replace("20261122161500", "20261122161501").replace(".sql", "_late.sql");
    assertThat(file).content().contains(STATEMENT).contains(late).doesNotContain("VALIDATE");
    assertThat(directory.resolve(late))
        .content()
        .contains("\n-- Slow.\\n; DROP TABLE orders\nVALIDATE;\n")
        .doesNotContain(STATEMENT);
    assertThat(directory.resolve(late + ".conf")).hasContent("executeInTransaction=false\n");
    assertThat(files()).hasSize(3);
  }

  @Test
  void draftsOfOneSecondHaveVersionsOfTheirOwn() throws IOException {
    writer.write(draft("orders", STATEMENT).build());

    File second = writer.write(draft("orders", "SELECT 2").build());

    assertThat(second.getName()).startsWith("V20261122161501__");
  }

  @Test
  void liquibaseGetsOneChangeLog() throws IOException {
    File file =
        writer.write(
            MigrationDraft.of(
                    MigrationTool.LIQUIBASE,
                    TIME,
                    "orders",
                    List.of(MigrationStep.together(STATEMENT), MigrationStep.alone("VALIDATE")))
                .fact("Reason", "repaired")
                .build());

    String name = file.getName().replace(".sql", "");
    assertThat(name).matches("20261122161500__schema_medic_orders_[0-9a-f]{8}");
    assertThat(file)
        .content()
        .startsWith("--liquibase formatted sql\n")
        .contains("\n-- Reason: repaired\n")
        .endsWith(
            "--changeset schema-medic:%1$s-1 dbms:postgresql splitStatements:false stripComments:false\n%2$s;\n\n--changeset schema-medic:%1$s-2 dbms:postgresql splitStatements:false stripComments:false runInTransaction:false\nVALIDATE;\n"
                .formatted(name, STATEMENT));
  }

  @Test
  void whatLiquibaseWouldTakeForItsOwnIsWrittenAsPlainSql() throws IOException {
    File file =
        writer.write(
            MigrationDraft.of(
                    MigrationTool.LIQUIBASE,
                    TIME,
                    "orders",
                    List.of(MigrationStep.together("SELECT '\n--changeset a:b\nDROP TABLE t'")))
                .build());

    assertThat(file.getName()).startsWith("V");
    assertThat(file).content().doesNotContain("liquibase");
  }

  private static MigrationDraft.Builder draft(String relation, String... statements) {
    return MigrationDraft.of(
        MigrationTool.FLYWAY,
        TIME,
        relation,
        Stream.of(statements).map(MigrationStep::together).toList());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.toList();
    }
  }
}

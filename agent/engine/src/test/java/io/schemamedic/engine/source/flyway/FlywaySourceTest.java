package io.schemamedic.engine.source.flyway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.SkippedStatement;
import io.schemamedic.engine.source.Migration;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.source.folder.DirectoryFolder;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlywaySourceTest {
  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void table() throws IOException {
    file("V1__orders.sql", "CREATE TABLE orders (id bigint)");
  }

  @Test
  void versionsAreComparedAsNumbers() throws IOException {
    file("V1_10__c.sql", "ALTER TABLE orders RENAME COLUMN b TO c");
    file("V1.9.0__b.sql", "ALTER TABLE orders RENAME COLUMN id TO b");

    assertThat(columns("orders")).containsExactly("c");
  }

  @Test
  void repeatableMigrationsComeLastInTheOrderOfTheirDescriptions() throws IOException {
    file("R__b_add.sql", "ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text");
    file("R__a_drop.sql", "ALTER TABLE orders DROP COLUMN IF EXISTS note");
    file("V2__note.sql", "ALTER TABLE orders ADD COLUMN note text");

    assertThat(read().migrations())
        .hasToString("[V1__orders.sql, V2__note.sql, R__a_drop.sql, R__b_add.sql]");
    assertThat(columns("orders")).containsExactly("id", "note");
  }

  @Test
  void newestBaselineIsTheStart() throws IOException {
    file("V2__gone.sql", "CREATE TABLE gone (id int)");
    file("V4__note.sql", "ALTER TABLE orders ADD COLUMN note text");
    file("B2__old.sql", "CREATE TABLE old (id int)");
    file("B3__all.sql", "CREATE TABLE orders (id bigint)");

    assertThat(read().migrations()).hasToString("[B3__all.sql, V4__note.sql]");
    assertThat(columns("orders")).containsExactly("id", "note");
  }

  @Test
  void subdirectoriesAreRead() throws IOException {
    file("2026/11/V2__note.sql", "ALTER TABLE orders ADD COLUMN note text");

    assertThat(columns("orders")).containsExactly("id", "note");
  }

  @Test
  void otherFilesAreNoMigrations() throws IOException {
    file("U1__undo.sql", "DROP TABLE orders");
    file("V2__note.txt", "DROP TABLE orders");
    file("afterMigrate.sql", "DROP TABLE orders");
    file("v3__lower.sql", "DROP TABLE orders");
    file("V1__orders.sql.conf", "executeInTransaction=false");

    assertThat(read().migrations()).hasToString("[V1__orders.sql]");
    assertThat(read().schema().skipped()).isEmpty();
  }

  @Test
  void scriptThatIsSwitchedOffIsNotRead() throws IOException {
    file("V2__drop.sql", "DROP TABLE orders");
    file("V2__drop.sql.conf", "shouldExecute = false");

    assertThat(columns("orders")).containsExactly("id");
  }

  @Test
  void migrationInJavaIsListed() throws IOException {
    file("V5__fill.class", "\u0000");
    file("V5__fill$Row.class", "\u0000");

    assertThat(read().schema().skipped())
        .extracting(SkippedStatement::toString)
        .containsExactly("V5__fill.class:1: ?: a migration in Java: what it makes is not known");
  }

  @Test
  void versionThatIsThereTwiceIsAnError() throws IOException {
    file("later/V1_0__again.sql", "CREATE TABLE other (id int)");

    assertThat(read().problems()).hasSize(1);
    assertThat(read().problems().get(0))
        .contains("V1__orders.sql", "V1_0__again.sql", "both have version 1");
  }

  @Test
  void versionWithLettersIsAnError() throws IOException {
    file("V2a__note.sql", "SELECT 1");

    assertThat(read().problems()).containsExactly("V2a__note.sql has no version made of numbers");
  }

  @Test
  void foldersAreOneListOfMigrations(@TempDir Path other) throws IOException {
    Files.writeString(other.resolve("V0__first.sql"), "CREATE TABLE first (id int)");
    file("V2__note.sql", "ALTER TABLE first ADD COLUMN note text");

    SourceContent content = FlywaySource.read("both", List.of(folder(directory), folder(other)));

    assertThat(content.migrations()).hasToString("[V0__first.sql, V1__orders.sql, V2__note.sql]");
    assertThat(columns(content, "first")).containsExactly("id", "note");
  }

  @Test
  void folderThatIsNotThereIsAnError() {
    SourceContent content = FlywaySource.read("gone", List.of(folder(directory.resolve("gone"))));

    assertThat(content.problems().get(0)).endsWith("it does not exist");
  }

  @Test
  void byteOrderMarkIsNoPartOfAScript() throws IOException {
    file("V2__mark.sql", "\uFEFFCREATE TABLE marked (id int)");

    assertThat(columns("marked")).containsExactly("id");
  }

  @Test
  void scriptInAnotherEncodingIsAnError() throws IOException {
    Files.write(
        directory.resolve("V2__latin.sql"), "SELECT 'ö'".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(read().problems().get(0)).endsWith("V2__latin.sql: it is not UTF-8");
  }

  @Test
  void tableBehindAPlaceholderIsNotRepaired() throws IOException {
    file("V2__len.sql", "ALTER TABLE orders ADD COLUMN note varchar(${length})");

    assertThat(table("orders").isSupported()).isFalse();
  }

  @Test
  void tableWithAPlaceholderInItIsDeclaredAndNotRepaired() throws IOException {
    file("V2__note.sql", "CREATE TABLE notes (id int DEFAULT '${first}'::int)");

    assertThat(table("notes").isSupported()).isFalse();
    assertThat(read().problems()).isEmpty();
  }

  @Test
  void nameWithAPlaceholderIsNotGuessed() throws IOException {
    file("V2__a.sql", "CREATE TABLE ${prefix}_notes (id int); CREATE TABLE app_${env}.a (id int)");
    file("V3__b.sql", "SET search_path TO ${schema}; CREATE TABLE here (id int)");

    assertThat(read().schema().tables().keySet()).hasToString("[public.orders]");
    assertThat(table("orders").isSupported()).isTrue();
    assertThat(read().schema().skipped()).hasSize(4);
  }

  @Test
  void placeholderInDataTouchesNoTable() throws IOException {
    file("V2__data.sql", "INSERT INTO orders VALUES (${id}); GRANT SELECT ON orders TO ${user}");

    assertThat(table("orders").isSupported()).isTrue();
  }

  @Test
  void migrationKnowsWhatItIsTheFirstToDeclare() throws IOException {
    file("V2__note.sql", "ALTER TABLE orders ADD COLUMN note text; CREATE TABLE lines (id int)");
    file("V3__index.sql", "CREATE INDEX orders_note ON orders (note)");

    List<Migration> migrations = read().migrations();
    assertThat(migrations.get(0).makes(name("orders"))).isTrue();
    assertThat(migrations.get(0).adds(name("orders"), Identifier.of("note"))).isFalse();
    assertThat(migrations.get(1).makes(name("orders"))).isFalse();
    assertThat(migrations.get(1).makes(name("lines"))).isTrue();
    assertThat(migrations.get(1).adds(name("orders"), Identifier.of("note"))).isTrue();
    assertThat(migrations.get(2).adds(name("orders"), Identifier.of("note"))).isFalse();
    assertThat(migrations.get(2).touches(name("orders"))).isTrue();
    assertThat(migrations.get(2).touches(name("lines"))).isFalse();
  }

  @Test
  void tableBelongsToTheMigrationThatMadeItLast() throws IOException {
    file("V2__drop.sql", "DROP TABLE orders");
    file("V3__again.sql", "CREATE TABLE orders (id bigint)");

    assertThat(read().migrations().stream().filter(each -> each.makes(name("orders"))))
        .extracting(Migration::script)
        .containsExactly("V3__again.sql");
  }

  @Test
  void migrationIsTolerantIfItAsksBeforeItMakes() throws IOException {
    file(
        "V2__a.sql",
        "ALTER TABLE orders ADD COLUMN IF NOT EXISTS a int; CREATE INDEX ON orders (a)");
    file("V3__b.sql", "CREATE TABLE IF NOT EXISTS b (id int); UPDATE orders SET a = 1");

    assertThat(read().migrations())
        .extracting(Migration::isTolerant)
        .containsExactly(false, false, true);
  }

  private void file(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private SourceContent read() {
    return FlywaySource.read("dir:test", List.of(folder(directory)));
  }

  private static DirectoryFolder folder(Path path) {
    return new DirectoryFolder(path.toString());
  }

  private DeclaredTable table(String table) {
    return requireNonNull(read().schema().table(name(table)));
  }

  private List<String> columns(String table) {
    return columns(read(), table);
  }

  private static List<String> columns(SourceContent content, String table) {
    return requireNonNull(content.schema().table(name(table))).columns().stream()
        .map(column -> column.name().value())
        .toList();
  }

  private static RelationName name(String table) {
    return RelationName.of(Identifier.of("public"), Identifier.of(table));
  }
}

package io.schemamedic.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.catalog.MigrationHistory.Entry;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is read of the tables that real Flyway writes. */
@ExtendWith(TestDatabaseExtension.class)
class MigrationHistoryIT {
  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void migrations() throws Exception {
    Files.writeString(directory.resolve("V1__a.sql"), "CREATE TABLE a (id int)");
    Files.writeString(directory.resolve("R__b.sql"), "SELECT 1");
  }

  @Test
  void entriesAreReadInTheirOrder(TestDatabase database) throws SQLException {
    flyway(database).load().migrate();

    List<List<Entry>> tables = read(database, "postgres").tables();

    assertThat(tables).hasSize(1);
    assertThat(tables.get(0)).extracting(Entry::version).containsExactly("1", null);
    assertThat(tables.get(0)).extracting(Entry::script).containsExactly("V1__a.sql", "R__b.sql");
    assertThat(tables.get(0)).allMatch(Entry::isSuccess);
  }

  @Test
  void tableIsFoundUnderAnyName(TestDatabase database) throws SQLException {
    flyway(database).table("what_has_run").load().migrate();

    assertThat(read(database, "postgres").tables()).hasSize(1);
  }

  @Test
  void tableThatMayNotBeReadIsNotTold(TestDatabase database) throws SQLException {
    flyway(database).load().migrate();
    database.execute("CREATE ROLE reader_" + database.name() + " LOGIN");

    assertThat(read(database, "reader_" + database.name()).tables()).isEmpty();
  }

  @Test
  void viewOfThatShapeIsNotRead(TestDatabase database) throws SQLException {
    flyway(database).load().migrate();
    database.execute(
        "CREATE SCHEMA app; ALTER TABLE flyway_schema_history SET SCHEMA app;"
            + "CREATE VIEW flyway_schema_history AS SELECT * FROM app.flyway_schema_history");

    assertThat(read(database, "postgres").tables()).isEmpty();
  }

  @Test
  @Timeout(30)
  void flywayAtWorkIsSeen(TestDatabase database) throws Exception {
    flyway(database).load().migrate();
    Files.writeString(directory.resolve("V2__b.sql"), "ALTER TABLE a ADD COLUMN b int");
    assertThat(read(database, "postgres").isBusy()).isFalse();
    try (Connection holder = database.connection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("LOCK TABLE a");
      CompletableFuture<Void> migration =
          CompletableFuture.runAsync(() -> flyway(database).load().migrate());
      while (!read(database, "postgres").isBusy()) {
        assertThat(migration).isNotCompletedExceptionally();
      }
      holder.rollback();
      migration.get(20, TimeUnit.SECONDS);
    }
    assertThat(read(database, "postgres").isBusy()).isFalse();
  }

  private FluentConfiguration flyway(TestDatabase database) {
    return Flyway.configure()
        .dataSource(database.url(), null, null)
        .locations("filesystem:" + directory);
  }

  private static MigrationHistory read(TestDatabase database, String user) throws SQLException {
    try (Connection connection = database.connectionAs(user)) {
      return CatalogTransaction.read(
          connection, 3000, reader -> reader.migrationHistory(List.of(Identifier.of("public"))));
    }
  }
}

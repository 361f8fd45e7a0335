package io.schemamedic.engine.source.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemamedic.engine.schema.ddl.SchemaScript;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.source.folder.DirectoryFolder;
import io.schemamedic.engine.testing.CatalogListing;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flyway is the judge of what a folder of migrations means: the database that it makes must be the
 * one that the model makes.
 */
@ExtendWith(TestDatabaseExtension.class)
class FlywaySourceIT {
  @TempDir private Path directory = Path.of("");

  @Test
  void modelMakesTheCatalogThatFlywayMakes(TestDatabase original, TestDatabase rendered)
      throws Exception {
    file("V1__shop.sql", "CREATE TABLE shops (id bigserial PRIMARY KEY, name text NOT NULL)");
    file("V1.1__mark.sql", "\uFEFFALTER TABLE shops ADD COLUMN mark varchar(3) DEFAULT 'x'");
    file("sub/V1_10__late.sql", "ALTER TABLE shops RENAME COLUMN sign TO signature");
    file("V1_9__sign.sql", "ALTER TABLE shops RENAME COLUMN mark TO sign");
    file(
        "V2__type.sql", "CREATE TYPE state AS ENUM ('new', 'done'); ALTER TABLE shops ADD s state");
    file("V3__index.sql", "CREATE INDEX CONCURRENTLY shops_name ON shops (name)");
    file("V3__index.sql.conf", "executeInTransaction=false");
    file("V20261123.0915__date.sql", "ALTER TABLE shops ADD COLUMN born date");
    file("R__views.sql", "CREATE OR REPLACE VIEW named AS SELECT name FROM shops");
    file("R__a_first.sql", "ALTER TABLE shops DROP COLUMN IF EXISTS born");
    file("U3__undo.sql", "DROP TABLE shops");
    file("note.sql", "DROP TABLE shops");
    file("V4__data.sql", "INSERT INTO shops (name) VALUES ('a;b'), ($$;$$)");

    migrate(original);
    rendered.execute(SchemaScript.of(read().schema()).toArray(new String[0]));

    assertThat(catalog(rendered)).isEqualTo(catalog(original));
  }

  @Test
  void baselineMakesTheCatalogThatFlywayMakes(TestDatabase original, TestDatabase rendered)
      throws Exception {
    file("V1__a.sql", "CREATE TABLE a (id int)");
    file("V2__b.sql", "CREATE TABLE b (id int)");
    file("B2__all.sql", "CREATE TABLE a (id int); CREATE TABLE b (id int)");
    file("V3__c.sql", "ALTER TABLE b ADD COLUMN note text");

    migrate(original);
    rendered.execute(SchemaScript.of(read().schema()).toArray(new String[0]));

    assertThat(catalog(rendered)).isEqualTo(catalog(original));
  }

  @Test
  void whatFlywayDoesNotRunIsAProblem(TestDatabase database) throws Exception {
    file("V1__a.sql", "CREATE TABLE a (id int)");
    file("V1.0__b.sql", "CREATE TABLE b (id int)");

    assertThatThrownBy(() -> migrate(database)).isInstanceOf(FlywayException.class);
    assertThat(read().problems()).hasSize(1);
  }

  private void migrate(TestDatabase database) {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(database.url(), null, null)
            .locations("filesystem:" + directory);
    // Its own lock is a transaction, for which a concurrent index build would wait for ever.
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    configuration.load().migrate();
  }

  private SourceContent read() {
    return FlywaySource.read("dir:test", List.of(new DirectoryFolder(directory.toString())));
  }

  private void file(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static SortedMap<String, String> catalog(TestDatabase database) throws SQLException {
    try (Connection connection = database.connection()) {
      SortedMap<String, String> catalog = CatalogListing.of(connection);
      catalog.keySet().removeIf(key -> key.startsWith("table public.flyway_schema_history"));
      return catalog;
    }
  }
}

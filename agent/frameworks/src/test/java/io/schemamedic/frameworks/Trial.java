package io.schemamedic.frameworks;

import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import io.schemamedic.frameworks.RunningService.Scene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One unit of work, done in a database of its own.
 *
 * @param answers what the service saw, each time
 * @param rows what all tables held at the end, without generated ids
 */
record Trial(List<List<String>> answers, List<String> rows) {
  private static final Path RESOURCES = Path.of("src", "test", "resources", "frameworks");

  /** The schema that the services want. */
  static final Path DECLARED = RESOURCES.resolve("declared.sql");

  /** What the database is like before the work begins. */
  enum State {
    WHOLE {
      @Override
      void prepare(TestDatabase database, Gap gap, String table) {
        if (gap == Gap.TABLE) {
          database.execute("DELETE FROM " + table);
        }
      }
    },
    BROKEN {
      @Override
      void prepare(TestDatabase database, Gap gap, String table) {
        database.execute(gap.ddl(table));
      }
    };

    /** Both have the same rows, but for what is missing in the one and null in the other. */
    abstract void prepare(TestDatabase database, Gap gap, String table);
  }

  static TestDatabase database() {
    TestDatabase database = TestPostgres.instance().newDatabase();
    database.execute(text(DECLARED), text(RESOURCES.resolve("rows.sql")));
    return database;
  }

  static Trial run(RunningService service, Scene scene, Gap gap, State state, int times) {
    try (TestDatabase database = database()) {
      state.prepare(database, gap, scene.table());
      service.open(database.url());
      List<List<String>> answers = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        answers.add(service.run(scene));
      }
      service.disconnect();
      return new Trial(answers, rows(database));
    }
  }

  private static List<String> rows(TestDatabase database) {
    List<String> rows = new ArrayList<>();
    for (String table :
        database.query(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")) {
      for (String row :
          database.query("SELECT (to_jsonb(t) - 'id')::text FROM " + table + " t ORDER BY 1")) {
        rows.add(table + " " + row);
      }
    }
    return rows;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

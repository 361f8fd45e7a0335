package io.schemamedic.dist.together;

import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.prepared;
import static io.schemamedic.dist.program.Step.preparedBatch;
import static io.schemamedic.dist.program.Step.query;
import static io.schemamedic.dist.program.Step.update;

import io.schemamedic.dist.program.Step;
import io.schemamedic.dist.scenario.RunningService;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A database that lacks a column and a table, and the calls of a service that needs them. */
public final class GapInDatabase implements AutoCloseable {
  private static final String COLUMN = "ALTER TABLE note ADD COLUMN text text";
  private static final String TABLE = "CREATE TABLE tag (id int)";

  /** What a service may do before anyone attaches to it. */
  private static final List<Step> BEFORE =
      List.of(
          update("INSERT INTO note (id) VALUES (1)"),
          prepared("SELECT id FROM note"),
          query("SELECT nothing FROM note"));

  /** The first needs the column, the second the table; the others are as always. */
  private static final List<Step> CALLS =
      List.of(
          update("INSERT INTO note (id, text) VALUES (2, 'a')"),
          preparedBatch("INSERT INTO tag (id) VALUES (?)", "1", "2"),
          query("SELECT nothing FROM note"),
          query("SELECT id FROM nowhere"),
          query("SELECT id, text FROM note ORDER BY id"),
          query("SELECT id FROM tag ORDER BY id"));

  private final TestDatabase database = TestPostgres.instance().newDatabase();

  public GapInDatabase() {
    database.execute("CREATE TABLE note (id int)");
  }

  /** The arguments of an agent that may fill the gap, and nobody is to meet by chance. */
  public static String arguments(Path directory, String... settings) {
    try {
      Path declared =
          Files.writeString(
              directory.resolve("declared.sql"),
              "CREATE TABLE note (id int, text text); " + TABLE + ";");
      return "mode=repair;allow=public.*;check.on-connect=off;http.port=0;declared=file:"
          + declared
          + (settings.length == 0 ? "" : ";" + String.join(";", settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public TestDatabase database() {
    return database;
  }

  /** Connects and calls what works without the agent. */
  public List<String> begin(RunningService service) {
    List<String> answers = new ArrayList<>();
    answers.add(service.run(connect(database.url())));
    BEFORE.forEach(step -> answers.add(service.run(step)));
    return answers;
  }

  /** Connects again and needs what is missing. */
  public List<String> need(RunningService service) {
    List<String> answers = new ArrayList<>();
    answers.add(service.run(connect(database.url())));
    CALLS.forEach(step -> answers.add(service.run(step)));
    return answers;
  }

  /** The same, after somebody has mended the database. */
  public List<String> needOfNothing(RunningService service) {
    database.execute(COLUMN + "; " + TABLE);
    return need(service);
  }

  @Override
  public void close() {
    database.close();
  }
}

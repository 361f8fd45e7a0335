package io.schemamedic.frameworks.program;

import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** A service on JDBI 3. */
public final class JdbiService {
  private static final String INSERT = "INSERT INTO notes (author, body, color) VALUES (?, ?, ?)";
  private static final String INSERT_NAMED =
      "INSERT INTO notes (author, body, color) VALUES (:author, :body, :color)";
  private static final String VISIT = "INSERT INTO visits (author) VALUES ('cy')";

  private JdbiService() {}

  /** Serves until the input ends. */
  public static void main(String[] arguments) throws Exception {
    Service.serve(JdbiService::scenes);
  }

  private static Scenes scenes(DataSource pool) {
    Jdbi jdbi = Jdbi.create(pool);
    Scenes scenes = new Scenes(() -> {});
    scenes
        .add("`withHandle`: `INSERT`", "notes", () -> jdbi.withHandle(JdbiService::insert))
        .add("`withHandle`: `SELECT` of all columns", "notes", () -> jdbi.withHandle(h -> read(h)))
        .add(
            "`withHandle`: `SELECT` with a condition on the column",
            "notes",
            () ->
                jdbi.withHandle(
                    handle ->
                        handle
                            .createQuery("SELECT author FROM notes WHERE color = :color")
                            .bind("color", "red")
                            .mapTo(String.class)
                            .list()))
        .add(
            "`executeAndReturnGeneratedKeys`",
            "notes",
            () ->
                jdbi.withHandle(
                    handle ->
                        handle
                            .createUpdate(INSERT_NAMED)
                            .bind("author", "cy")
                            .bind("body", "third")
                            .bind("color", "red")
                            .executeAndReturnGeneratedKeys("color")
                            .mapTo(String.class)
                            .one()))
        .add("`PreparedBatch`", "notes", () -> jdbi.withHandle(JdbiService::batch))
        .add(
            "`Batch` of plain statements",
            "notes",
            () ->
                jdbi.withHandle(
                    handle ->
                        handle
                            .createBatch()
                            .add("INSERT INTO notes (author, color) VALUES ('cy', 'red')")
                            .add("INSERT INTO notes (author, color) VALUES ('di', 'red')")
                            .execute()
                            .length))
        .add("`inTransaction`: first `INSERT`", "notes", () -> jdbi.inTransaction(h -> insert(h)))
        .add(
            "`inTransaction`: `INSERT` after another statement",
            "notes",
            () -> jdbi.inTransaction(handle -> handle.execute(VISIT) + insert(handle)))
        .add(
            "`inTransaction`: `PreparedBatch` first",
            "notes",
            () -> jdbi.inTransaction(h -> batch(h)))
        .add(
            "`inTransaction`, serializable: first `INSERT`",
            "notes",
            () -> jdbi.inTransaction(TransactionIsolationLevel.SERIALIZABLE, h -> insert(h)))
        .add(
            "nested `inTransaction`: first `INSERT`",
            "notes",
            () -> jdbi.inTransaction(outer -> outer.inTransaction(JdbiService::insert)))
        .add(
            "`savepoint`, then `INSERT`",
            "notes",
            () ->
                jdbi.inTransaction(
                    handle -> {
                      handle.savepoint("before_notes");
                      return insert(handle);
                    }));
    return scenes;
  }

  private static int insert(Handle handle) {
    return handle.execute(INSERT, "cy", "third", "red");
  }

  private static Object read(Handle handle) {
    return handle
        .createQuery("SELECT author, body, color FROM notes")
        .map((row, context) -> row.getString("author") + " " + row.getString("color"))
        .list();
  }

  private static int batch(Handle handle) {
    PreparedBatch batch = handle.prepareBatch(INSERT_NAMED);
    for (String author : new String[] {"cy", "di"}) {
      batch.bind("author", author).bind("body", "third").bind("color", "red").add();
    }
    return batch.execute().length;
  }
}

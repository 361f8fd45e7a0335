package io.schemamedic.frameworks.program;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** A service on Spring's templates and declared transactions. */
public final class SpringJdbcService {
  private static final String INSERT = "INSERT INTO notes (author, color) VALUES (?, ?)";
  private static final String INSERT_NAMED =
      "INSERT INTO notes (author, color) VALUES (:author, :color)";
  private static final Map<String, String> NOTE = Map.of("author", "cy", "color", "red");

  private static final Map<String, Object> NOTE_WITH_VERSION =
      Map.of("author", "cy", "body", "third", "color", "red", "version", 0);

  private SpringJdbcService() {}

  /** Serves until the input ends. */
  public static void main(String[] arguments) throws Exception {
    Service.serve(SpringJdbcService::scenes);
  }

  /** Lets Spring make proxies. */
  @EnableTransactionManagement(proxyTargetClass = true)
  static class Transactions {}

  private static Scenes scenes(DataSource pool) {
    AnnotationConfigApplicationContext spring = new AnnotationConfigApplicationContext();
    JdbcTemplate jdbc = new JdbcTemplate(pool);
    spring.registerBean(JdbcTemplate.class, () -> jdbc);
    spring.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(pool));
    spring.register(Transactions.class, TransactionalNotes.class);
    spring.refresh();
    Scenes scenes = new Scenes(spring);
    addTemplates(scenes, jdbc);
    addTransactions(scenes, jdbc, spring.getBean(TransactionalNotes.class));
    return scenes;
  }

  private static void addTemplates(Scenes scenes, JdbcTemplate jdbc) {
    NamedParameterJdbcTemplate named = new NamedParameterJdbcTemplate(jdbc);
    scenes
        .add("`update`: `INSERT`", "notes", () -> jdbc.update(INSERT, "cy", "red"))
        .add("`update` with a `KeyHolder`", "notes", () -> insertWithKey(named))
        .add(
            "`update`: `UPDATE` of the column",
            "notes",
            () -> jdbc.update("UPDATE notes SET color = ? WHERE author = ?", "red", "ann"))
        .add(
            "`queryForList` of all columns",
            "notes",
            () -> jdbc.queryForList("SELECT author, body, color FROM notes"))
        .add(
            "`queryForList` with a condition on the column",
            "notes",
            () -> jdbc.queryForList("SELECT author FROM notes WHERE color = ?", "red"))
        .add(
            "`queryForObject` of `count(color)`",
            "notes",
            () -> jdbc.queryForObject("SELECT count(color) FROM notes", Integer.class))
        .add(
            "`batchUpdate` with several values",
            "notes",
            () ->
                jdbc.batchUpdate(
                        INSERT, List.of(new Object[] {"cy", "red"}, new Object[] {"di", "red"}))
                    .length)
        .add(
            "`batchUpdate` of several statements",
            "notes",
            () ->
                jdbc.batchUpdate(
                        "INSERT INTO notes (author, color) VALUES ('cy', 'red')",
                        "INSERT INTO notes (author, color) VALUES ('di', 'red')")
                    .length)
        .add("`NamedParameterJdbcTemplate.update`", "notes", () -> named.update(INSERT_NAMED, NOTE))
        .add(
            "`SimpleJdbcInsert`, which asks the catalog for the columns",
            "notes",
            () ->
                new SimpleJdbcInsert(jdbc)
                    .withTableName("notes")
                    .usingGeneratedKeyColumns("id")
                    .execute(NOTE_WITH_VERSION))
        .add(
            "`SimpleJdbcInsert.usingColumns`",
            "notes",
            () ->
                new SimpleJdbcInsert(jdbc)
                    .withTableName("notes")
                    .usingColumns("author", "color")
                    .execute(NOTE));
  }

  private static void addTransactions(Scenes scenes, JdbcTemplate jdbc, TransactionalNotes notes) {
    scenes
        .add("`@Transactional`: first `INSERT`", "notes", () -> notes.first(notes::insert))
        .add(
            "`@Transactional`: `INSERT` after another statement",
            "notes",
            () -> notes.later(notes::insert))
        .add(
            "`@Transactional`: `SELECT` after another statement",
            "notes",
            () -> notes.later(notes::read))
        .add(
            "`@Transactional`: first `batchUpdate`",
            "notes",
            () ->
                notes.first(
                    () ->
                        jdbc.batchUpdate(
                                INSERT,
                                List.of(new Object[] {"cy", "red"}, new Object[] {"di", "red"}))
                            .length))
        .add(
            "`REQUIRES_NEW`: first `INSERT`, in the middle of another transaction",
            "notes",
            () -> notes.later(() -> notes.requiresNew(notes::insert)))
        .add(
            "`NESTED`: first `INSERT` of both transactions",
            "notes",
            () -> notes.first(() -> notes.nested(notes::insert)))
        .add(
            "`NESTED`: `INSERT` in the middle of another transaction",
            "notes",
            () -> notes.later(() -> notes.nested(notes::insert)))
        .add("`readOnly`: first `SELECT`", "notes", () -> notes.readOnly(notes::read))
        .add("`REPEATABLE_READ`: first `SELECT`", "notes", () -> notes.repeatableRead(notes::read))
        .add("`SERIALIZABLE`: first `INSERT`", "notes", () -> notes.serializable(notes::insert));
  }

  private static String insertWithKey(NamedParameterJdbcTemplate named) {
    KeyHolder keys = new GeneratedKeyHolder();
    int inserted =
        named.update(INSERT_NAMED, new MapSqlParameterSource(NOTE), keys, new String[] {"id"});
    return inserted + (keys.getKey() != null ? " with a key" : " without a key");
  }
}

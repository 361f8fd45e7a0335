package io.schemamedic.frameworks.program;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.session.TransactionIsolationLevel;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** A service on MyBatis, with mappers. */
public final class MyBatisService {
  private final SqlSessionFactory sessions;

  private MyBatisService(DataSource pool) {
    Configuration configuration =
        new Configuration(new Environment("test", new JdbcTransactionFactory(), pool));
    configuration.addMapper(NoteMapper.class);
    sessions = new SqlSessionFactoryBuilder().build(configuration);
  }

  /** Serves until the input ends. */
  public static void main(String[] arguments) throws Exception {
    Service.serve(pool -> new MyBatisService(pool).scenes());
  }

  private Scenes scenes() {
    Scenes scenes = new Scenes(() -> {});
    scenes
        .add(
            "`openSession(true)`: `@Insert`",
            "notes",
            () -> autocommit(notes -> notes.insert("cy", "red")))
        .add(
            "`openSession(true)`: `@Insert` with `useGeneratedKeys`",
            "notes",
            () -> autocommit(MyBatisService::insertWithKey))
        .add(
            "`openSession(true)`: `@Select` of all columns",
            "notes",
            () -> autocommit(NoteMapper::all))
        .add(
            "`openSession(true)`: `@Select` with a condition on the column",
            "notes",
            () -> autocommit(notes -> notes.authorsOf("red")))
        .add(
            "`openSession(true)`: `@Select` of `count(*)`",
            "notes",
            () -> autocommit(NoteMapper::count))
        .add(
            "`openSession(true)`: `@Update` of the column",
            "notes",
            () -> autocommit(notes -> notes.paint("ann", "red")))
        .add(
            "`openSession()`: first `@Insert`",
            "notes",
            () -> transaction(sessions.openSession(), notes -> notes.insert("cy", "red")))
        .add(
            "`openSession()`: `@Insert` after another statement",
            "notes",
            () ->
                transaction(
                    sessions.openSession(), notes -> notes.visit("cy") + notes.insert("cy", "red")))
        .add(
            "`openSession(REPEATABLE_READ)`: first `@Select`, then `@Insert`",
            "notes",
            () ->
                transaction(
                    sessions.openSession(TransactionIsolationLevel.REPEATABLE_READ),
                    notes -> notes.all().size() + notes.insert("cy", "red")))
        .add(
            "`ExecutorType.REUSE`: first `@Insert`",
            "notes",
            () ->
                transaction(
                    sessions.openSession(ExecutorType.REUSE), notes -> notes.insert("cy", "red")))
        .addSilent(
            "`ExecutorType.BATCH`: several `@Insert`",
            "notes",
            () ->
                transaction(
                    sessions.openSession(ExecutorType.BATCH),
                    notes -> notes.insert("cy", "red") + notes.insert("di", "red")))
        .addSilent(
            "`ExecutorType.BATCH`: several `@Insert` after those of another table",
            "notes",
            () ->
                transaction(
                    sessions.openSession(ExecutorType.BATCH),
                    notes -> notes.visit("cy") + notes.insert("cy", "red")));
    return scenes;
  }

  private <T> T autocommit(Function<NoteMapper, T> work) {
    try (SqlSession session = sessions.openSession(true)) {
      return work.apply(session.getMapper(NoteMapper.class));
    }
  }

  private static <T> T transaction(SqlSession opened, Function<NoteMapper, T> work) {
    try (SqlSession session = opened) {
      T outcome = work.apply(session.getMapper(NoteMapper.class));
      session.commit();
      return outcome;
    }
  }

  private static String insertWithKey(NoteMapper notes) {
    Map<String, Object> note = new HashMap<>(Map.of("author", "cy", "color", "red"));
    int inserted = notes.insertWithKey(note);
    return inserted + (note.get("id") instanceof Number ? " with an id" : " without an id");
  }
}

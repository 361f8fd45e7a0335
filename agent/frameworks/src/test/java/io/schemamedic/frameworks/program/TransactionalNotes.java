package io.schemamedic.frameworks.program;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Spring makes a proxy of it that begins and ends the transactions. */
public class TransactionalNotes {
  private final JdbcTemplate jdbc;

  /** Spring calls it. */
  public TransactionalNotes(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Does not need a transaction. */
  public int insert() {
    return jdbc.update("INSERT INTO notes (author, color) VALUES (?, ?)", "cy", "red");
  }

  /** Does not need a transaction. */
  public List<Map<String, Object>> read() {
    return jdbc.queryForList("SELECT author, body, color FROM notes");
  }

  /** The work is all of the transaction. */
  @Transactional
  public <T> T first(Supplier<T> work) {
    return work.get();
  }

  /** Something else comes before the work. */
  @Transactional
  public String later(Supplier<?> work) {
    return jdbc.update("INSERT INTO visits (author) VALUES ('cy')") + " and " + work.get();
  }

  /** In a savepoint if there is a transaction. */
  @Transactional(propagation = Propagation.NESTED)
  public <T> T nested(Supplier<T> work) {
    return work.get();
  }

  /** In a transaction of its own. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public <T> T requiresNew(Supplier<T> work) {
    return work.get();
  }

  /** Writes nothing. */
  @Transactional(readOnly = true)
  public <T> T readOnly(Supplier<T> work) {
    return work.get();
  }

  /** With its own isolation level. */
  @Transactional(isolation = Isolation.REPEATABLE_READ)
  public <T> T repeatableRead(Supplier<T> work) {
    return work.get();
  }

  /** With its own isolation level. */
  @Transactional(isolation = Isolation.SERIALIZABLE)
  public <T> T serializable(Supplier<T> work) {
    return work.get();
  }
}

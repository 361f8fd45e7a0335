package io.schemamedic.demo.story;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Tells the steps of the show, each in a line with its time, and gives people time to look. */
final class Narrator {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final Stage stage;
  private final Duration pace;

  Narrator(Stage stage, Duration pace) {
    this.stage = stage;
    this.pace = pace;
  }

  /**
   * @param what a word for the step
   */
  void tell(String what, String text) {
    stage
        .progress()
        .line(
            String.format(Locale.ROOT, "  %s  %-9s %s", LocalTime.now().format(TIME), what, text));
  }

  /** Changes the database as somebody would by hand, tells why, and lets people look. */
  void change(String what, String why, String sql) throws SQLException, InterruptedException {
    try (Connection connection = stage.connectToDeclared();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    tell(what, why + ": " + sql);
    pause();
  }

  /** DDL as far as a line has room for it. */
  static String oneLine(List<String> ddl) {
    return String.join("; ", ddl).replaceAll("\\s+", " ");
  }

  void pause() throws InterruptedException {
    Thread.sleep(pace.toMillis());
  }
}

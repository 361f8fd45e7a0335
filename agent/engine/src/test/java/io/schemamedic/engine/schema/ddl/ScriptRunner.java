package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.testing.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * Runs a script as psql would, without psql and without the lexer under test: by lines. A line
 * {@code --! next} separates what must not share a round trip, such as concurrent index builds.
 */
public final class ScriptRunner {
  private final Connection connection;
  private final StringBuilder pending = new StringBuilder();

  private ScriptRunner(Connection connection) {
    this.connection = connection;
  }

  public static void run(TestDatabase database, String script) throws SQLException, IOException {
    // In the simple protocol the server, not the driver, takes the script apart.
    String url = database.url() + "&preferQueryMode=simple";
    try (Connection connection = DriverManager.getConnection(url)) {
      ScriptRunner runner = new ScriptRunner(connection);
      List<String> copyData = null;
      String copyStatement = "";
      for (String line : script.split("\n", -1)) {
        if (copyData != null) {
          if (line.equals("\\.")) {
            runner.copy(copyStatement, copyData);
            copyData = null;
          } else {
            copyData.add(line);
          }
        } else if (line.startsWith("COPY ") && line.contains("FROM stdin;")) {
          runner.flush();
          copyStatement = line.substring(0, line.indexOf(';'));
          copyData = new ArrayList<>();
        } else if (line.startsWith("\\")) {
          runner.flush();
        } else if (line.startsWith("--! next")) {
          runner.flush();
        } else {
          runner.pending.append(line).append('\n');
        }
      }
      runner.flush();
    }
  }

  private void copy(String statement, List<String> data) throws SQLException, IOException {
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(
            statement, new StringReader(String.join("\n", data) + (data.isEmpty() ? "" : "\n")));
  }

  private void flush() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(pending.toString());
    }
    pending.setLength(0);
  }
}

package io.schemamedic.servers.notes;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * The application: answers requests by one statement each, in autocommit. It makes no table; that
 * is, as everywhere, the business of somebody else.
 */
public final class Notes implements AutoCloseable {
  private static final String ADD = "/add/";

  private final Connections connections;

  private Notes(Connections connections) {
    this.connections = connections;
  }

  /** With a pool of the server. */
  public static Notes over(DataSource pool) {
    return new Notes(new PooledConnections(pool));
  }

  /**
   * With the pool that the system property {@code notes.pool} names in JNDI, or else with a
   * connection of its own to {@code notes.url}.
   */
  // How web applications get their pools; the name comes from whoever starts the server.
  @SuppressWarnings("BanJNDI")
  public static Notes asConfigured() throws NamingException, SQLException, ClassNotFoundException {
    String pool = System.getProperty("notes.pool");
    return pool == null
        ? new Notes(new KeptConnection(requireNonNull(System.getProperty("notes.url"))))
        : over((DataSource) new InitialContext().lookup(pool));
  }

  /**
   * To a request for {@code /session}, {@code /add/NUMBER}, {@code /list}, {@code /stranger} or
   * {@code /renew}.
   */
  public Answer answer(String path) {
    try {
      if (path.equals("/renew")) {
        connections.renew();
        return Answer.ok("renewed");
      }
      Connection connection = connections.take();
      try {
        return answer(path, connection);
      } finally {
        connections.giveBack(connection);
      }
    } catch (SQLException e) {
      return Answer.failed(e);
    }
  }

  private static Answer answer(String path, Connection connection) throws SQLException {
    if (path.startsWith(ADD)) {
      return add(connection, Long.parseLong(path.substring(ADD.length())));
    }
    switch (path) {
      case "/session":
        return list(connection, "SELECT pg_backend_pid()");
      case "/list":
        return list(connection, "SELECT id FROM notes");
      case "/stranger":
        return list(connection, "SELECT id FROM stranger");
      default:
        return Answer.unknown();
    }
  }

  private static Answer add(Connection connection, long id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO notes (id, text) VALUES (?, ?)")) {
      statement.setLong(1, id);
      statement.setString(2, "note " + id);
      return Answer.ok("added " + statement.executeUpdate());
    }
  }

  private static Answer list(Connection connection, String query) throws SQLException {
    StringBuilder found = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.append(rows.getLong(1)).append('\n');
      }
    }
    return Answer.ok(found.toString());
  }

  @Override
  public void close() {
    try {
      connections.close();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot disconnect", e);
    }
  }
}

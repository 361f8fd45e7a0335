package io.schemamedic.demo.app;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the service can talk to its database, and to which; says nothing about tables. */
@RestController
class Health {
  private final DataSource dataSource;

  Health(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * 200 while the database answers; else the exception becomes the 503 that every other call gets,
   * too.
   */
  @GetMapping("/api/v1/health")
  HealthAnswer health() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_database()")) {
      row.next();
      return new HealthAnswer("up", row.getString(1));
    }
  }

  record HealthAnswer(String status, String database) {}
}

package io.schemamedic.frameworks.program;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * A service that is nothing but its mapping. Builds a session factory as the lines on stdin say,
 * runs SQL beside it, and answers each line with one.
 */
public final class MappedService {
  /** Followed by a {@link Bootstrap}, a URL, and further settings as {@code key=value}. */
  public static final String BUILD = "build ";

  /** Followed by SQL, which needs what the mapping names. */
  public static final String RUN = "run ";

  /** Begins the answer to {@link #BUILD}. */
  public static final String BUILT = "build:";

  /** Begins the answer to {@link #RUN}. */
  public static final String RAN = "run:";

  private MappedService() {}

  /** Serves until the input ends; the pool and the factory before are left to the process. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    HikariDataSource pool = null;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith(BUILD)) {
        String[] words = line.substring(BUILD.length()).split(" ");
        pool = pool(words[1]);
        Map<String, Object> settings = new HashMap<>();
        for (int i = 2; i < words.length; i++) {
          int equals = words[i].indexOf('=');
          settings.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        out.println(BUILT + " " + build(Bootstrap.valueOf(words[0]), pool, settings));
      } else if (pool != null) {
        out.println(RAN + " " + run(pool, line.substring(RUN.length())));
      }
    }
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(2);
    config.setMinimumIdle(1);
    return new HikariDataSource(config);
  }

  private static String build(
      Bootstrap bootstrap, HikariDataSource pool, Map<String, Object> settings) {
    try {
      bootstrap.build(pool, settings).close();
      return "built";
    } catch (Exception e) {
      return e.toString().replace('\n', ' ');
    }
  }

  private static String run(HikariDataSource pool, String sql) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return "done";
    } catch (SQLException e) {
      return e.toString().replace('\n', ' ');
    }
  }
}

package io.schemamedic.frameworks.program;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Does what the lines on stdin say and answers each with lines on stdout, the last of them {@link
 * #END}. Ends with its input.
 */
public final class Service {
  /** Opens pool and framework on the database of a URL; answers with all scenes. */
  public static final String OPEN = "open ";

  /** Runs the scene of a name; answers with what the caller sees. */
  public static final String RUN = "run ";

  /** Closes framework and pool. */
  public static final String CLOSE = "close";

  /** Between the table of a scene and its name. */
  public static final String SEPARATOR = ": ";

  public static final String END = "end of answer";

  private final Function<DataSource, Scenes> framework;
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private @Nullable HikariDataSource pool;
  private @Nullable Scenes scenes;

  private Service(Function<DataSource, Scenes> framework) {
    this.framework = framework;
  }

  static void serve(Function<DataSource, Scenes> framework) throws Exception {
    Service service = new Service(framework);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      service.answer(line);
      service.out.println(END);
    }
  }

  private void answer(String line) throws Exception {
    if (line.startsWith(OPEN)) {
      open(line.substring(OPEN.length()));
    } else if (line.startsWith(RUN)) {
      run(line.substring(RUN.length()));
    } else {
      close();
    }
  }

  private void open(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(3);
    config.setMinimumIdle(1);
    pool = new HikariDataSource(config);
    scenes = framework.apply(pool);
    scenes.all().forEach(scene -> out.println(scene.table() + SEPARATOR + scene.name()));
  }

  private void run(String name) {
    try {
      out.println("returned " + (scenes == null ? "nothing is open" : scenes.run(name)));
    } catch (Throwable e) {
      describe(e);
    }
  }

  /** The exception with its causes and those chained to it, without what differs by chance. */
  private void describe(Throwable thrown) {
    String seen = thrown.getClass().getName() + ": " + thrown.getMessage();
    out.println(seen.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uuid>"));
    if (thrown instanceof SQLException sql) {
      out.println("  SQLSTATE " + sql.getSQLState());
      if (sql.getNextException() != null) {
        out.print("  next ");
        describe(sql.getNextException());
      }
    }
    if (thrown.getCause() != null && thrown.getCause() != thrown) {
      out.print("  cause ");
      describe(thrown.getCause());
    }
  }

  private void close() throws Exception {
    if (scenes != null && pool != null) {
      scenes.close();
      pool.close();
    }
  }
}

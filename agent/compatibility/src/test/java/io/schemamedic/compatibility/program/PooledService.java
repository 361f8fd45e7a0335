package io.schemamedic.compatibility.program;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Plays the scenes that the lines on stdin name, and answers each with what a caller has seen, then
 * {@code done}. Arguments: class of the {@link PooledSource}, URL. Ends with its input.
 */
public final class PooledService {
  /** Instead of a scene: the server's processes behind the pool, one a line. */
  public static final String SESSIONS = "SESSIONS";

  /** Instead of a scene: {@link PooledSource#noticed()}, sorted. */
  public static final String NOTICED = "NOTICED";

  private PooledService() {}

  /** Serves until the input ends. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (PooledSource source = source(arguments[0], arguments[1])) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        answer(line, source).forEach(out::println);
        out.println("done");
      }
    }
  }

  private static PooledSource source(String type, String url) throws ReflectiveOperationException {
    return Class.forName(type)
        .asSubclass(PooledSource.class)
        .getConstructor(String.class)
        .newInstance(url);
  }

  private static List<String> answer(String line, PooledSource source)
      throws SQLException, InterruptedException {
    return switch (line) {
      case SESSIONS -> sessions(source);
      case NOTICED ->
          new TreeMap<>(source.noticed())
              .entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).toList();
      default -> Scene.valueOf(line).play(source);
    };
  }

  private static List<String> sessions(PooledSource source) throws SQLException {
    List<Connection> borrowed = new ArrayList<>();
    try {
      List<Integer> processes = new ArrayList<>();
      for (int i = 0; i < source.kept(); i++) {
        Connection connection = source.borrow();
        borrowed.add(connection);
        processes.add(SameSession.process(connection));
      }
      return processes.stream().sorted().map(String::valueOf).toList();
    } finally {
      for (Connection connection : borrowed) {
        connection.close();
      }
    }
  }
}

package io.schemamedic.dist;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every method of JDBC by which something is executed, for each kind of statement. */
public final class ExecuteMethods {
  private ExecuteMethods() {}

  /** As {@code PreparedStatement.executeBatch()}. */
  public static List<String> names() {
    Stream<String> all = methods(Statement.class, Statement.class);
    for (Class<?> type : List.of(PreparedStatement.class, CallableStatement.class)) {
      all = Stream.concat(all, methods(PreparedStatement.class, type));
      all =
          Stream.concat(all, methods(Statement.class, type).filter(name -> name.contains("Batch")));
    }
    return all.toList();
  }

  private static Stream<String> methods(Class<?> declaring, Class<?> type) {
    return Arrays.stream(declaring.getDeclaredMethods())
        .filter(method -> method.getName().startsWith("execute"))
        .map(method -> type.getSimpleName() + "." + signature(method));
  }

  private static String signature(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.joining(",", method.getName() + "(", ")"));
  }
}

package io.schemamedic.instrumentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which methods of which class of the driver get which advice, and which members of the driver that
 * advice uses. Methods are JDBC's own, by name and descriptor; all members exist from pgjdbc 42.2.5
 * to 42.7.14. Immutable.
 */
final class WeavingRules {
  private static final String DRIVER = "org.postgresql.Driver";
  private static final String STATEMENT = "org.postgresql.jdbc.PgStatement";
  private static final String PREPARED = "org.postgresql.jdbc.PgPreparedStatement";
  private static final String CALLABLE = "org.postgresql.jdbc.PgCallableStatement";
  private static final String BATCH_HANDLER = "org.postgresql.jdbc.BatchResultHandler";

  private static final String COPY_MANAGER = "org.postgresql.copy.CopyManager";
  private static final String XA_CONNECTION = "org.postgresql.xa.PGXAConnection";

  /** All classes that are woven. */
  static final List<String> CLASSES =
      Collections.unmodifiableList(
          Arrays.asList(
              DRIVER, STATEMENT, PREPARED, CALLABLE, BATCH_HANDLER, COPY_MANAGER, XA_CONNECTION));

  private static final String TRANSACTION_STATE =
      "org.postgresql.core.BaseConnection#getTransactionState()"
          + "Lorg/postgresql/core/TransactionState;";
  private static final String NATIVE_SQL =
      "org.postgresql.core.Query#getNativeSql()Ljava/lang/String;";
  private static final String VALUES =
      "org.postgresql.core.ParameterList#getValues()[Ljava/lang/Object;";
  private static final String CACHED_QUERY =
      "org.postgresql.core.CachedQuery#query:Lorg/postgresql/core/Query;";

  private static final String CONNECTION_OF_XA =
      XA_CONNECTION + "#conn:Lorg/postgresql/core/BaseConnection;";

  private static final String CONNECTION_OF_COPY =
      COPY_MANAGER + "#connection:Lorg/postgresql/core/BaseConnection;";

  /** One advice and the methods it goes into. */
  static final class Rule {
    final Class<?> advice;

    /** Name and descriptor. Those that a class does not declare itself are not woven there. */
    final List<String> methods;

    Rule(Class<?> advice, String... methods) {
      this.advice = advice;
      this.methods = Collections.unmodifiableList(Arrays.asList(methods));
    }
  }

  final List<Rule> rules;

  /** Members without which the class must stay as it is, as {@code class#member}. */
  final List<String> requiredMembers;

  private WeavingRules(List<Rule> rules, String... requiredMembers) {
    this.rules = rules;
    this.requiredMembers = Collections.unmodifiableList(Arrays.asList(requiredMembers));
  }

  /** The rules for a class of the driver; null if it is not one that is woven. */
  static @Nullable WeavingRules of(String className) {
    switch (className) {
      case DRIVER:
        return new WeavingRules(
            Collections.singletonList(
                new Rule(
                    ConnectAdvice.class,
                    "connect(Ljava/lang/String;Ljava/util/Properties;)Ljava/sql/Connection;")));
      case STATEMENT:
        return new WeavingRules(
            Arrays.asList(
                new Rule(StatementAdvice.class, methodsWithText()),
                new Rule(BatchAdvice.class, "executeBatch()[I", "executeLargeBatch()[J")),
            TRANSACTION_STATE);
      case PREPARED:
      case CALLABLE:
        return new WeavingRules(
            Collections.singletonList(
                new Rule(
                    PreparedAdvice.class,
                    "execute()Z",
                    "executeQuery()Ljava/sql/ResultSet;",
                    "executeUpdate()I",
                    "executeLargeUpdate()J")),
            TRANSACTION_STATE,
            CACHED_QUERY,
            NATIVE_SQL,
            VALUES);
      case BATCH_HANDLER:
        return new WeavingRules(
            Collections.singletonList(new Rule(BatchHandlerAdvice.class, "handleCompletion()V")),
            NATIVE_SQL,
            VALUES);
      case COPY_MANAGER:
        return new WeavingRules(
            Collections.singletonList(
                new Rule(
                    CopyAdvice.class,
                    "copyIn(Ljava/lang/String;)Lorg/postgresql/copy/CopyIn;",
                    "copyOut(Ljava/lang/String;)Lorg/postgresql/copy/CopyOut;",
                    "copyDual(Ljava/lang/String;)Lorg/postgresql/copy/CopyDual;")),
            TRANSACTION_STATE,
            CONNECTION_OF_COPY);
      case XA_CONNECTION:
        return new WeavingRules(
            Collections.singletonList(
                new Rule(
                    XaAdvice.class,
                    "<init>(Lorg/postgresql/core/BaseConnection;)V",
                    "start(Ljavax/transaction/xa/Xid;I)V")),
            CONNECTION_OF_XA);
      default:
        return null;
    }
  }

  private static String[] methodsWithText() {
    List<String> methods = new ArrayList<>();
    methods.add("executeQuery(Ljava/lang/String;)Ljava/sql/ResultSet;");
    String[][] namesAndResults = {
      {"execute", "Z"}, {"executeUpdate", "I"}, {"executeLargeUpdate", "J"}
    };
    String[] keys = {"", "I", "[I", "[Ljava/lang/String;"};
    for (String[] method : namesAndResults) {
      for (String key : keys) {
        methods.add(method[0] + "(Ljava/lang/String;" + key + ")" + method[1]);
      }
    }
    return methods.toArray(new String[0]);
  }
}

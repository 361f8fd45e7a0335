package io.schemamedic.instrumentation;

import io.schemamedic.entry.OtherDriver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which methods of which class of a driver, or of Hibernate, get which advice, and which members of
 * the driver that advice uses. Methods are JDBC's own, by name and descriptor; all members exist
 * from pgjdbc 42.2.5 to 42.7.14. Immutable.
 */
final class WeavingRules {
  private static final String DRIVER = "org.postgresql.Driver";
  private static final String STATEMENT = "org.postgresql.jdbc.PgStatement";
  private static final String PREPARED = "org.postgresql.jdbc.PgPreparedStatement";
  private static final String CALLABLE = "org.postgresql.jdbc.PgCallableStatement";
  private static final String BATCH_HANDLER = "org.postgresql.jdbc.BatchResultHandler";
  private static final String COPY_MANAGER = "org.postgresql.copy.CopyManager";
  private static final String XA_CONNECTION = "org.postgresql.xa.PGXAConnection";

  private static final String HIBERNATE =
      "org.hibernate.tool.schema.spi.SchemaManagementToolCoordinator";

  /** All classes of pgjdbc that are woven. */
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

  /**
   * All members of pgjdbc that any advice uses. If one is missing, all classes get the stricter
   * advice: a driver that is half understood would be repeated in one place and not in another.
   */
  private static final List<String> REQUIRED =
      Collections.unmodifiableList(
          Arrays.asList(
              TRANSACTION_STATE,
              NATIVE_SQL,
              VALUES,
              "org.postgresql.core.CachedQuery#query",
              STATEMENT + "#connection",
              STATEMENT + "#batchStatements",
              STATEMENT + "#batchParameters",
              PREPARED + "#preparedQuery",
              PREPARED + "#preparedParameters",
              BATCH_HANDLER + "#queries",
              BATCH_HANDLER + "#parameterLists",
              BATCH_HANDLER + "#resultIndex",
              COPY_MANAGER + "#connection",
              XA_CONNECTION + "#conn"));

  private static final String CANCEL = "cancel()V";
  private static final String[] BATCHES = {"executeBatch()[I", "executeLargeBatch()[J"};
  private static final String[] WITHOUT_TEXT = {
    "execute()Z", "executeQuery()Ljava/sql/ResultSet;", "executeUpdate()I", "executeLargeUpdate()J"
  };

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

  /** Instead of {@link #rules} where a required member is missing. */
  final List<Rule> strictRules;

  /** As {@link RequiredMembers} takes them. */
  final List<String> requiredMembers;

  private WeavingRules(List<Rule> rules, List<Rule> strictRules, List<String> requiredMembers) {
    this.rules = rules;
    this.strictRules = strictRules;
    this.requiredMembers = requiredMembers;
  }

  /** All classes that are woven, of all drivers and of Hibernate. */
  static List<String> classes() {
    List<String> classes = new ArrayList<>(CLASSES);
    classes.add(HIBERNATE);
    for (OtherDriver driver : OtherDriver.values()) {
      classes.addAll(driver.classes());
    }
    return classes;
  }

  /** The rules for a class; null if it is not one that is woven. */
  static @Nullable WeavingRules of(String className) {
    switch (className) {
      case DRIVER:
        return new WeavingRules(connect(), connect(), Collections.<String>emptyList());
      case STATEMENT:
        return new WeavingRules(
            Arrays.asList(
                new Rule(StatementAdvice.class, methodsWithText()),
                new Rule(BatchAdvice.class, BATCHES),
                new Rule(CancelAdvice.class, CANCEL)),
            Arrays.asList(
                new Rule(StrictAdvice.class, methodsWithText()),
                new Rule(StrictAdvice.class, BATCHES),
                new Rule(CancelAdvice.class, CANCEL)),
            REQUIRED);
      case PREPARED:
      case CALLABLE:
        return new WeavingRules(
            Collections.singletonList(new Rule(PreparedAdvice.class, WITHOUT_TEXT)),
            Collections.singletonList(new Rule(StrictAdvice.class, WITHOUT_TEXT)),
            REQUIRED);
      case BATCH_HANDLER:
        return new WeavingRules(
            Collections.singletonList(new Rule(BatchHandlerAdvice.class, "handleCompletion()V")),
            Collections.<Rule>emptyList(),
            REQUIRED);
      case COPY_MANAGER:
        return new WeavingRules(
            Collections.singletonList(
                new Rule(
                    CopyAdvice.class,
                    "copyIn(Ljava/lang/String;)Lorg/postgresql/copy/CopyIn;",
                    "copyOut(Ljava/lang/String;)Lorg/postgresql/copy/CopyOut;",
                    "copyDual(Ljava/lang/String;)Lorg/postgresql/copy/CopyDual;")),
            Collections.<Rule>emptyList(),
            REQUIRED);
      case XA_CONNECTION:
        return new WeavingRules(
            Collections.singletonList(
                new Rule(
                    XaAdvice.class,
                    "<init>(Lorg/postgresql/core/BaseConnection;)V",
                    "start(Ljavax/transaction/xa/Xid;I)V")),
            Collections.<Rule>emptyList(),
            REQUIRED);
      case HIBERNATE:
        return new WeavingRules(mapping(), mapping(), Collections.<String>emptyList());
      default:
        return OtherDriver.of(className) == null ? null : ofOtherDriver();
    }
  }

  private static List<Rule> connect() {
    return Collections.singletonList(
        new Rule(
            ConnectAdvice.class,
            "connect(Ljava/lang/String;Ljava/util/Properties;)Ljava/sql/Connection;"));
  }

  /** As it is from Hibernate 5.0 to 7.4. */
  private static List<Rule> mapping() {
    return Collections.singletonList(
        new Rule(
            MappingAdvice.class,
            "process(Lorg/hibernate/boot/Metadata;Lorg/hibernate/service/ServiceRegistry;"
                + "Ljava/util/Map;Lorg/hibernate/tool/schema/spi/DelayedDropRegistry;)V"));
  }

  private static WeavingRules ofOtherDriver() {
    List<String> methods = new ArrayList<>(Arrays.asList(methodsWithText()));
    methods.addAll(Arrays.asList(WITHOUT_TEXT));
    methods.addAll(Arrays.asList(BATCHES));
    for (String parameters : new String[] {"", "I", "II", "III", "[I", "[Ljava/lang/String;"}) {
      methods.add(
          "prepareStatement(Ljava/lang/String;" + parameters + ")Ljava/sql/PreparedStatement;");
    }
    for (String parameters : new String[] {"", "II", "III"}) {
      methods.add("prepareCall(Ljava/lang/String;" + parameters + ")Ljava/sql/CallableStatement;");
    }
    List<Rule> rules =
        Collections.singletonList(
            new Rule(OtherDriverAdvice.class, methods.toArray(new String[0])));
    return new WeavingRules(rules, rules, Collections.<String>emptyList());
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

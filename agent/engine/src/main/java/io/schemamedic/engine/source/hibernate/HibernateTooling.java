package io.schemamedic.engine.source.hibernate;

import io.schemamedic.entry.HibernateMapping;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate's own schema tooling, asked for the DDL that it would run; its target writes that down
 * and runs none. The same classes and methods from Hibernate 5.6 to 7.4, but for the package of one
 * interface. Not thread-safe: used where Hibernate would use it itself.
 */
final class HibernateTooling {
  private static final String SPI = "org.hibernate.tool.schema.spi.";
  private static final String JDBC_ENVIRONMENT =
      "org.hibernate.engine.jdbc.env.spi.JdbcEnvironment";
  private static final String INTERNAL = "org.hibernate.tool.schema.internal.";

  private final HibernateMapping mapping;
  private final ClassLoader loader;

  HibernateTooling(HibernateMapping mapping) {
    this.mapping = mapping;
    this.loader = mapping.coordinator().getClassLoader();
  }

  /**
   * Puts the columns of all tables into the order in which Hibernate would create them, which it
   * does by itself only where it creates them. Once for a mapping: a second time would turn foreign
   * keys of several columns around again. Nothing happens before Hibernate 6.2, which has no order.
   */
  void orderColumns() throws ReflectiveOperationException {
    try {
      type("org.hibernate.boot.spi.MetadataImplementor")
          .getMethod("orderColumns", boolean.class)
          .invoke(mapping.metadata(), true);
    } catch (NoSuchMethodException e) {
      return;
    }
  }

  /** What it would run to create everything, one command each. */
  List<String> creationCommands() throws ReflectiveOperationException {
    List<String> commands = new ArrayList<>();
    Class<?> targetType = targetType();
    Object targets = Array.newInstance(targetType, 1);
    Array.set(targets, 0, writer(targetType, commands));
    Class<?> format = type("org.hibernate.engine.jdbc.internal.FormatStyle");
    Class<?> creator = type(INTERNAL + "SchemaCreatorImpl");
    creator
        .getMethod(
            "createFromMetadata",
            type("org.hibernate.boot.Metadata"),
            type(SPI + "ExecutionOptions"),
            type("org.hibernate.dialect.Dialect"),
            type("org.hibernate.engine.jdbc.internal.Formatter"),
            targets.getClass())
        .invoke(
            creator(creator),
            mapping.metadata(),
            options(),
            dialect(),
            format.getMethod("getFormatter").invoke(format.getField("NONE").get(null)),
            targets);
    return commands;
  }

  /** Keeps what it is handed. */
  private Object writer(Class<?> targetType, List<String> commands) {
    return Proxy.newProxyInstance(
        loader,
        new Class<?>[] {targetType},
        (proxy, method, arguments) -> {
          if (method.getName().equals("accept")) {
            commands.add((String) arguments[0]);
          }
          return null;
        });
  }

  /** Its package since 7.0, and the one before. */
  private Class<?> targetType() throws ClassNotFoundException {
    try {
      return type(SPI + "GenerationTarget");
    } catch (ClassNotFoundException e) {
      return type(INTERNAL + "exec.GenerationTarget");
    }
  }

  /** That of the service's tool, which knows its filter; a plain one if the tool is another. */
  private Object creator(Class<?> creatorType) throws ReflectiveOperationException {
    Object tool = service(SPI + "SchemaManagementTool");
    Object creator =
        tool == null
            ? null
            : call(SPI + "SchemaManagementTool", tool, "getSchemaCreator", mapping.settings());
    return creatorType.isInstance(creator)
        ? creator
        : creatorType
            .getConstructor(type("org.hibernate.service.ServiceRegistry"))
            .newInstance(mapping.services());
  }

  private Object options() throws ReflectiveOperationException {
    Class<?> handler = type(INTERNAL + "ExceptionHandlerHaltImpl");
    return mapping
        .coordinator()
        .getMethod("buildExecutionOptions", Map.class, type(SPI + "ExceptionHandler"))
        .invoke(null, mapping.settings(), handler.getField("INSTANCE").get(null));
  }

  /** The dialect of the service's database. */
  Object dialect() throws ReflectiveOperationException {
    return required(call(JDBC_ENVIRONMENT, environment(), "getDialect"), "dialect");
  }

  /**
   * The schema in which the connections of the service work, as Hibernate has seen it; null if it
   * has not looked.
   */
  @Nullable String currentSchema() throws ReflectiveOperationException {
    Object identifier = call(JDBC_ENVIRONMENT, environment(), "getCurrentSchema");
    return identifier == null
        ? null
        : (String) identifier.getClass().getMethod("getText").invoke(identifier);
  }

  private Object environment() throws ReflectiveOperationException {
    return required(service(JDBC_ENVIRONMENT), "JDBC environment");
  }

  private static Object required(@Nullable Object found, String what) {
    if (found == null) {
      throw new IllegalStateException("Hibernate has no " + what);
    }
    return found;
  }

  private @Nullable Object service(String role) throws ReflectiveOperationException {
    return type("org.hibernate.service.ServiceRegistry")
        .getMethod("getService", Class.class)
        .invoke(mapping.services(), type(role));
  }

  /** By the interface's method, since the class behind it need not be public. */
  private @Nullable Object call(String type, Object target, String name, Object... arguments)
      throws ReflectiveOperationException {
    for (Method method : type(type).getMethods()) {
      if (method.getName().equals(name) && method.getParameterTypes().length == arguments.length) {
        return method.invoke(target, arguments);
      }
    }
    throw new NoSuchMethodException(type + "." + name);
  }

  private Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name, false, loader);
  }
}

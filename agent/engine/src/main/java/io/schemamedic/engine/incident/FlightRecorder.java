package io.schemamedic.engine.incident;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's own recorder, reached reflectively: older and small runtimes have none. It is only
 * asked whether it is there already; nothing here starts or initialises it. Thread-safe.
 */
final class FlightRecorder {
  private static final String PACKAGE = "jdk.jfr.";

  private final Method initialized;
  private final List<Field> fields;
  private @Nullable EventMaker maker;
  private boolean closed;

  private FlightRecorder(Method initialized, List<Field> fields) {
    this.initialized = initialized;
    this.fields = fields;
  }

  /** One value of an event, a text or a number, with what people see. */
  static final class Field {
    private final Class<?> type;
    private final String name;
    private final String label;

    Field(Class<?> type, String name, String label) {
      this.type = type;
      this.name = name;
      this.label = label;
    }
  }

  /**
   * Null if this JVM has none.
   *
   * @param fields of the event, in their order
   */
  static @Nullable FlightRecorder find(Field... fields) {
    try {
      Method initialized = Class.forName(PACKAGE + "FlightRecorder").getMethod("isInitialized");
      return new FlightRecorder(initialized, Arrays.asList(fields));
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }

  /**
   * A new event that somebody records; null if nobody does.
   *
   * @throws ReflectiveOperationException if this JVM's recorder is not as we know it
   */
  @Nullable Object begin(String name, String label, String description)
      throws ReflectiveOperationException {
    if (!Boolean.TRUE.equals(initialized.invoke(null))) {
      return null;
    }
    EventMaker known = maker(name, label, description);
    return known == null ? null : known.newEvent();
  }

  /** Writes it with its values. */
  void commit(Object event, @Nullable Object... values) throws ReflectiveOperationException {
    Class<?> type = Class.forName(PACKAGE + "Event");
    Method set = type.getMethod("set", int.class, Object.class);
    for (int i = 0; i < values.length; i++) {
      set.invoke(event, i, values[i]);
    }
    type.getMethod("commit").invoke(event);
  }

  private synchronized @Nullable EventMaker maker(String name, String label, String description)
      throws ReflectiveOperationException {
    if (maker == null && !closed) {
      maker = new EventMaker(name, label, description, fields);
    }
    return maker;
  }

  /** The type of event is gone from the recorder; nothing is recorded any more. */
  synchronized void close() throws ReflectiveOperationException {
    closed = true;
    EventMaker known = maker;
    maker = null;
    if (known != null) {
      known.unregister();
    }
  }

  /** A type of event that the recorder knows. */
  private static final class EventMaker {
    private final Object factory;
    private final Method newEvent;
    private final Method isEnabled;

    EventMaker(String name, String label, String description, List<Field> fields)
        throws ReflectiveOperationException {
      Class<?> type = Class.forName(PACKAGE + "EventFactory");
      List<Object> annotations = new ArrayList<>();
      annotations.add(annotation("Name", name));
      annotations.add(annotation("Label", label));
      annotations.add(annotation("Description", description));
      annotations.add(annotation("Category", new String[] {"Schema Medic"}));
      List<Object> values = new ArrayList<>();
      for (Field field : fields) {
        values.add(
            Class.forName(PACKAGE + "ValueDescriptor")
                .getConstructor(Class.class, String.class, List.class)
                .newInstance(
                    field.type,
                    field.name,
                    Collections.singletonList(annotation("Label", field.label))));
      }
      this.factory =
          type.getMethod("create", List.class, List.class).invoke(null, annotations, values);
      this.newEvent = type.getMethod("newEvent");
      this.isEnabled = Class.forName(PACKAGE + "Event").getMethod("shouldCommit");
    }

    private static Object annotation(String name, Object value)
        throws ReflectiveOperationException {
      Class<? extends Annotation> type = Class.forName(PACKAGE + name).asSubclass(Annotation.class);
      Constructor<?> constructor =
          Class.forName(PACKAGE + "AnnotationElement").getConstructor(Class.class, Object.class);
      return constructor.newInstance(type, value);
    }

    @Nullable Object newEvent() throws ReflectiveOperationException {
      Object event = newEvent.invoke(factory);
      return Boolean.TRUE.equals(isEnabled.invoke(event)) ? event : null;
    }

    void unregister() throws ReflectiveOperationException {
      factory.getClass().getMethod("unregister").invoke(factory);
    }
  }
}

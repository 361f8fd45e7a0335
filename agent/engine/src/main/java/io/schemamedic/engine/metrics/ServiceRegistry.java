package io.schemamedic.engine.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The global registry of the service's own Micrometer, reached reflectively: any 1.x, in whatever
 * class loader it lives. Our meters are shown there under the same names. To be used by one thread,
 * since the service's registry may be slow; what it throws is told to the caller.
 *
 * <p>Whoever keeps one of these keeps a class loader of the service. Its meters there do.
 */
final class ServiceRegistry {
  private final Class<?> instrument;
  private final Object registry;

  /** Ours, and what stands for each there; null for what the service's registry did not take. */
  private final Map<Meter, @Nullable Object> shown = new IdentityHashMap<>();

  private final Runnable beforeLooking;

  private ServiceRegistry(Class<?> instrument, Object registry, Runnable beforeLooking) {
    this.instrument = instrument;
    this.registry = registry;
    this.beforeLooking = beforeLooking;
  }

  /**
   * Null if the loader sees no Micrometer, or nobody has added a registry to its global one yet.
   *
   * @param beforeLooking brings up to date what is only looked at when scraped
   * @throws ReflectiveOperationException if it is not as we know it
   */
  static @Nullable ServiceRegistry in(ClassLoader loader, Runnable beforeLooking)
      throws ReflectiveOperationException {
    Class<?> metrics;
    try {
      metrics = Class.forName(nameOf("Metrics"), false, loader);
    } catch (ClassNotFoundException e) {
      return null;
    }
    Object registry = metrics.getField("globalRegistry").get(null);
    Collection<?> added =
        (Collection<?>) registry.getClass().getMethod("getRegistries").invoke(registry);
    return added.isEmpty() ? null : new ServiceRegistry(metrics, registry, beforeLooking);
  }

  /** In pieces: the build renames whatever looks like a name of the Micrometer that we bring. */
  private static String nameOf(String simpleName) {
    return String.join(".", "io", "micrometer", "core", "instrument", simpleName);
  }

  boolean isSameAs(ServiceRegistry other) {
    return registry == other.registry;
  }

  /** Whether this one of ours has been brought there, or refused. */
  boolean knows(Meter ours) {
    return shown.containsKey(ours);
  }

  /** Brings one of ours there. If that fails, it is not tried again. */
  void show(Meter ours) throws ReflectiveOperationException {
    shown.put(ours, null);
    Object builder = builder(ours);
    if (builder == null) {
      return;
    }
    with(builder, "description", String.class, String.valueOf(ours.getId().getDescription()));
    with(builder, "tags", String[].class, tags(ours));
    shown.put(
        ours,
        builder.getClass().getMethod("register", type("MeterRegistry")).invoke(builder, registry));
  }

  private @Nullable Object builder(Meter ours) throws ReflectiveOperationException {
    if (ours instanceof Counter) {
      return ofFunction("FunctionCounter", ours, this::count);
    }
    if (ours instanceof Gauge) {
      return ofFunction("Gauge", ours, this::look);
    }
    if (ours instanceof Timer) {
      Object builder =
          type("Timer").getMethod("builder", String.class).invoke(null, ours.getId().getName());
      try {
        with(builder, "serviceLevelObjectives", Duration[].class, Meters.buckets(ours));
      } catch (NoSuchMethodException e) {
        // Its name before 1.5.
        with(builder, "sla", Duration[].class, Meters.buckets(ours));
      }
      return builder;
    }
    return null;
  }

  private Object ofFunction(String type, Meter ours, ToDoubleFunction<Meter> function)
      throws ReflectiveOperationException {
    return type(type)
        .getMethod("builder", String.class, Object.class, ToDoubleFunction.class)
        .invoke(null, ours.getId().getName(), ours, function);
  }

  private double count(Meter ours) {
    return ((Counter) ours).count();
  }

  /** Asked by a thread of the service, which must not get any exception of ours. */
  private double look(Meter ours) {
    try {
      if (Meters.changesByItself(ours)) {
        beforeLooking.run();
      }
      return ((Gauge) ours).value();
    } catch (RuntimeException | LinkageError e) {
      return Double.NaN;
    }
  }

  /** Tells a timer there what one of ours has been told. */
  void record(Timer ours, long nanos) throws ReflectiveOperationException {
    Object there = shown.get(ours);
    if (there != null) {
      type("Timer")
          .getMethod("record", long.class, TimeUnit.class)
          .invoke(there, nanos, TimeUnit.NANOSECONDS);
    }
  }

  /**
   * Takes one away, and does not bring it there again.
   *
   * @return what was thrown meanwhile
   */
  List<Throwable> giveUp(Meter ours) {
    Object there = shown.put(ours, null);
    if (there != null) {
      try {
        remove(there);
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        return Collections.singletonList(e);
      }
    }
    return Collections.emptyList();
  }

  /**
   * Takes all of ours away. A registry of Micrometer 1.0 cannot: there they stay as they are.
   *
   * @return what was thrown meanwhile
   */
  List<Throwable> takeBack() {
    List<Throwable> thrown = new ArrayList<>();
    for (Meter ours : new ArrayList<>(shown.keySet())) {
      thrown.addAll(giveUp(ours));
    }
    return thrown;
  }

  private void remove(Object there) throws ReflectiveOperationException {
    registry.getClass().getMethod("remove", type("Meter")).invoke(registry, there);
  }

  private static void with(Object builder, String name, Class<?> type, Object value)
      throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
    builder.getClass().getMethod(name, type).invoke(builder, value);
  }

  private Class<?> type(String simpleName) throws ClassNotFoundException {
    return Class.forName(nameOf(simpleName), false, instrument.getClassLoader());
  }

  private static String[] tags(Meter ours) {
    List<String> tags = new ArrayList<>();
    for (Tag tag : ours.getId().getTags()) {
      tags.add(tag.getKey());
      tags.add(tag.getValue());
    }
    return tags.toArray(new String[0]);
  }
}

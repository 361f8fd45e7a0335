package io.schemamedic.engine.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The gauges of one name, by their tags. Thread-safe. */
final class GaugeValues {
  private final MeterRegistry registry;
  private final String name;
  private final String description;
  private final Map<Tags, AtomicReference<Double>> values = new ConcurrentHashMap<>();

  GaugeValues(MeterRegistry registry, String name, String description) {
    this.registry = registry;
    this.name = name;
    this.description = description;
  }

  /** Sets one gauge and makes it if it is new. */
  void set(Tags tags, double value) {
    AtomicReference<Double> held = values.get(tags);
    if (held == null) {
      held = values.computeIfAbsent(tags, this::register);
    }
    held.set(value);
  }

  /** Sets all gauges that exist. */
  void setAll(double value) {
    values.values().forEach(held -> held.set(value));
  }

  /** Sets the one gauge whose tag has the value to 1 and all others to 0. */
  void setOnly(String tag, String value) {
    // The new state first: a scrape in between may see two states, but never none.
    Tags chosen = Tags.of(tag, value);
    set(chosen, 1);
    values.forEach(
        (tags, held) -> {
          if (!tags.equals(chosen)) {
            held.set(0.0);
          }
        });
  }

  private AtomicReference<Double> register(Tags tags) {
    AtomicReference<Double> held = new AtomicReference<>(0.0);
    Gauge.builder(name, held::get).tags(tags).description(description).register(registry);
    return held;
  }
}

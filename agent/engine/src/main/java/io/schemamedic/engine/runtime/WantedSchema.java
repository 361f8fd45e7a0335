package io.schemamedic.engine.runtime;

import io.schemamedic.engine.config.ConfigurationError;
import io.schemamedic.engine.config.ConfigurationReport;
import io.schemamedic.engine.config.ConfigurationSource;
import io.schemamedic.engine.log.LogLine;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.SchemaContradiction;
import io.schemamedic.engine.schema.SchemaMerge;
import io.schemamedic.engine.source.SourceContent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What the owner declared, as far as it is known at this moment. Files are read when the agent
 * starts; what lives in the service, such as its migrations or its mapping, is learned when the
 * service gets there. A source that cannot be relied on, or two that contradict each other, count
 * for all: then nothing is declared, and the agent only observes until that is mended. Thread-safe;
 * {@link #current()} takes no lock.
 */
final class WantedSchema {
  private static final DeclaredSchema NOTHING = DeclaredSchema.builder().build();

  private final Consumer<String> stderr;
  private final Map<String, SourceContent> contents = new LinkedHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile DeclaredSchema current = NOTHING;
  private volatile List<ConfigurationError> errors = new ArrayList<>();

  /**
   * @param stderr takes a line for each source that is learned later, and the block of what is
   *     wrong
   */
  WantedSchema(Consumer<String> stderr) {
    this.stderr = stderr;
  }

  /** A schema that is known from the start and does not change. */
  static WantedSchema of(DeclaredSchema schema) {
    WantedSchema wanted = new WantedSchema(line -> {});
    wanted.start(Collections.singletonList(SourceContent.of("declared", schema)));
    return wanted;
  }

  /**
   * Takes what is known when the agent starts. Prints nothing: the errors are for the report on the
   * whole configuration.
   *
   * @return what is wrong, in the order of the sources; empty if all can be relied on
   */
  synchronized List<ConfigurationError> start(List<SourceContent> known) {
    known.forEach(content -> contents.put(content.name(), content));
    merge();
    return errors;
  }

  /**
   * A source was read, or read again. If what is declared changes by it, one line says so and the
   * listeners are told on this thread, after the change and outside of any lock.
   */
  void learned(SourceContent content) {
    synchronized (this) {
      DeclaredSchema before = current;
      String wrongBefore = errors.toString();
      boolean isNew = contents.put(content.name(), content) == null;
      merge();
      boolean sameProblems = wrongBefore.equals(errors.toString());
      if (isBroken() && !sameProblems) {
        stderr.accept(ConfigurationReport.of(errors));
      } else if (!isBroken() && (isNew || !sameProblems || !before.hash().equals(current.hash()))) {
        stderr.accept(
            LogLine.of("learned what is declared")
                .field("source", content.name())
                .field("tables", content.schema().tables().size())
                .field("skipped", content.schema().skipped().size())
                .toString());
      } else {
        return;
      }
    }
    listeners.forEach(Runnable::run);
  }

  private void merge() {
    Map<String, DeclaredSchema> bySource = new LinkedHashMap<>();
    List<ConfigurationError> found = new ArrayList<>();
    for (SourceContent content : contents.values()) {
      bySource.put(content.name(), content.schema());
      for (String problem : content.problems()) {
        found.add(
            ConfigurationError.of(
                "declared=" + content.name(),
                ConfigurationSource.named("the declared source"),
                problem,
                ""));
      }
    }
    SchemaMerge merged = SchemaMerge.of(bySource);
    for (SchemaContradiction contradiction : merged.contradictions()) {
      found.add(
          ConfigurationError.of(
              "declared",
              ConfigurationSource.named("the declared sources"),
              contradiction.toString(),
              "one declaration of each object"));
    }
    errors = found;
    current = found.isEmpty() ? merged.schema() : NOTHING;
  }

  /** All sources together; nothing if one of them cannot be relied on. */
  DeclaredSchema current() {
    return current;
  }

  /** Whether something is wrong with a source, so that nothing counts as declared. */
  boolean isBroken() {
    return !errors.isEmpty();
  }

  /** The sources that are known, in the order in which they were learned. A copy. */
  synchronized List<SourceContent> contents() {
    return new ArrayList<>(contents.values());
  }

  /** Tells of every change, on the thread that brought it. */
  void onChange(Runnable listener) {
    listeners.add(listener);
  }
}

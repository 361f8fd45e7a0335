package io.schemamedic.frameworks.program;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The units of work of a service on one framework, by the name that the documentation gives them.
 * They return what the service sees of their outcome, which must not depend on generated ids.
 */
final class Scenes implements AutoCloseable {
  private final Map<String, Scene> byName = new LinkedHashMap<>();
  private final AutoCloseable framework;

  /**
   * @param framework what is to be closed after the last of them
   */
  Scenes(AutoCloseable framework) {
    this.framework = framework;
  }

  /** Something that uses a framework. */
  interface Work {
    @Nullable Object run() throws Exception;
  }

  /** As {@link Work}, without an outcome to see but that it ends normally. */
  interface SilentWork {
    void run() throws Exception;
  }

  /**
   * @param table which may be missing, or its column {@code color}
   */
  record Scene(String name, String table, Work work) {}

  Scenes add(String name, String table, Work work) {
    if (byName.put(name, new Scene(name, table, work)) != null) {
      throw new IllegalArgumentException("Twice: " + name);
    }
    return this;
  }

  Scenes addSilent(String name, String table, SilentWork work) {
    return add(
        name,
        table,
        () -> {
          work.run();
          return "done";
        });
  }

  Iterable<Scene> all() {
    return byName.values();
  }

  @Nullable Object run(String name) throws Exception {
    Scene scene = byName.get(name);
    if (scene == null) {
      throw new IllegalArgumentException("No such scene: " + name);
    }
    return scene.work().run();
  }

  @Override
  public void close() throws Exception {
    framework.close();
  }
}

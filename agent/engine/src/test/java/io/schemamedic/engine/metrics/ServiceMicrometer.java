package io.schemamedic.engine.metrics;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Micrometer of a service, in a class loader of its own, with one registry that keeps all. */
final class ServiceMicrometer implements AutoCloseable {
  private static final String PACKAGE = "io.micrometer.core.instrument.";
  private static final Path OLD = Path.of("target", "old-micrometer");

  private final URLClassLoader loader;
  private final Object registry;

  private ServiceMicrometer(List<Path> jars) throws ReflectiveOperationException {
    this.loader =
        new URLClassLoader(
            jars.stream().map(ServiceMicrometer::url).toArray(URL[]::new),
            ClassLoader.getPlatformClassLoader());
    this.registry = type("simple.SimpleMeterRegistry").getConstructor().newInstance();
  }

  /** The one that we use ourselves. */
  static ServiceMicrometer newest() throws ReflectiveOperationException {
    return new ServiceMicrometer(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.matches(".*(micrometer|HdrHistogram|LatencyUtils|jspecify).*"))
            .map(Path::of)
            .toList());
  }

  static ServiceMicrometer of(String version) throws ReflectiveOperationException, IOException {
    try (Stream<Path> jars = Files.list(OLD)) {
      return new ServiceMicrometer(
          jars.filter(
                  jar ->
                      !jar.getFileName().toString().startsWith("micrometer")
                          || jar.toString().endsWith("-" + version + ".jar"))
              .toList());
    }
  }

  ClassLoader loader() {
    return loader;
  }

  /** The service is ready to be scraped. */
  void addRegistry() throws ReflectiveOperationException {
    type("Metrics").getMethod("addRegistry", type("MeterRegistry")).invoke(null, registry);
  }

  /** From now on something of the service's own happens to each meter that is brought. */
  void filter(InvocationHandler handler) throws ReflectiveOperationException {
    Object filter =
        Proxy.newProxyInstance(loader, new Class<?>[] {type("config.MeterFilter")}, handler);
    Object global = type("Metrics").getField("globalRegistry").get(null);
    Object config = global.getClass().getMethod("config").invoke(global);
    type("MeterRegistry$Config")
        .getMethod("meterFilter", type("config.MeterFilter"))
        .invoke(config, filter);
  }

  /** Values by name, tags and statistic. */
  Map<String, Double> values() throws ReflectiveOperationException {
    Map<String, Double> values = new TreeMap<>();
    Collection<?> meters =
        (Collection<?>) type("MeterRegistry").getMethod("getMeters").invoke(registry);
    for (Object meter : meters) {
      Object id = type("Meter").getMethod("getId").invoke(meter);
      String name = (String) type("Meter$Id").getMethod("getName").invoke(id);
      List<String> tags = new ArrayList<>();
      for (Object tag : asList(type("Meter$Id").getMethod("getTags").invoke(id))) {
        tags.add(
            type("Tag").getMethod("getKey").invoke(tag)
                + "="
                + type("Tag").getMethod("getValue").invoke(tag));
      }
      for (Object measurement : asList(type("Meter").getMethod("measure").invoke(meter))) {
        String statistic =
            type("Measurement").getMethod("getStatistic").invoke(measurement).toString();
        values.put(
            name + tags + " " + statistic,
            (Double) type("Measurement").getMethod("getValue").invoke(measurement));
      }
    }
    return values;
  }

  private static List<Object> asList(Object iterable) {
    List<Object> list = new ArrayList<>();
    ((Iterable<?>) iterable).forEach(list::add);
    return list;
  }

  private Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(PACKAGE + name, true, loader);
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}

package io.schemamedic.compatibility;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.program.CallerView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One driver, one pool, one JDK.
 *
 * @param driver version of pgjdbc
 */
record Cell(String driver, Pool pool, Jdk jdk) {

  /** Those of this run: all of them, or a diagonal that has each driver, pool and JDK. */
  static List<Cell> chosen() {
    boolean all = "all".equals(System.getProperty("compatibility.cells"));
    return all ? all(Jars.drivers(), Jdk.from(17)) : diagonal(Jars.drivers(), Jdk.from(17));
  }

  static List<Cell> all(List<String> drivers, List<Jdk> jdks) {
    return drivers.stream()
        .flatMap(
            driver ->
                Stream.of(Pool.values())
                    .flatMap(pool -> jdks.stream().map(jdk -> new Cell(driver, pool, jdk))))
        .toList();
  }

  static List<Cell> diagonal(List<String> drivers, List<Jdk> jdks) {
    Pool[] pools = Pool.values();
    int longest = Math.max(pools.length, Math.max(drivers.size(), jdks.size()));
    return IntStream.range(0, longest)
        .mapToObj(
            i ->
                new Cell(
                    drivers.get(i % drivers.size()),
                    pools[i % pools.length],
                    jdks.get(i % jdks.size())))
        .toList();
  }

  /** With nothing on its class path but the programs, the driver, the pool and a log. */
  ForkedJvm jvm() {
    List<Path> classPath = new ArrayList<>();
    classPath.add(ForkedJvm.jarOf(Cell.class));
    classPath.add(ForkedJvm.jarOf(CallerView.class));
    classPath.addAll(Jars.ofDriver(driver));
    classPath.addAll(pool.jars().toList());
    classPath.addAll(Jars.ofLogging());
    // Short-lived: the better compiler would only take the other tests' time.
    return new ForkedJvm(jdk)
        .with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        // Else the JVM numbers accessors in the order in which they become frequent, which is
        // chance.
        .with("-Dsun.reflect.inflationThreshold=" + Integer.MAX_VALUE)
        .with("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn")
        .withOnlyClassPath(classPath);
  }

  @Override
  public String toString() {
    return driver + ", " + pool + ", " + jdk;
  }
}

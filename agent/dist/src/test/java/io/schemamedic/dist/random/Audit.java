package io.schemamedic.dist.random;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.yaml.snakeyaml.Yaml;

/** What an agent has written into its audit file since it was last asked. Used by one thread. */
public final class Audit {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Path file;
  private int linesRead;

  public Audit(Path file) {
    this.file = file;
  }

  /** A repair that took effect. */
  public record Repair(List<String> ddl) {}

  /** Waits until every repair that began has ended, also one that its caller did not wait for. */
  public List<Repair> newRepairs() {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      List<Map<String, Object>> entries = entries();
      if (openRepairs(entries).isEmpty()) {
        List<Repair> repairs = repairs(entries);
        linesRead += entries.size();
        return repairs;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Repairs without an end: " + openRepairs(entries));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private List<Map<String, Object>> entries() {
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      List<Map<String, Object>> entries = new ArrayList<>();
      for (String line : lines.subList(Math.min(linesRead, lines.size()), lines.size())) {
        // JSON is YAML.
        entries.add(new Yaml().load(line));
      }
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<Object> openRepairs(List<Map<String, Object>> entries) {
    Set<Object> open = new HashSet<>();
    for (Map<String, Object> entry : entries) {
      if ("repair".equals(entry.get("decision"))) {
        open.add(entry.get("repairId"));
      } else if ("outcome".equals(entry.get("event"))) {
        open.remove(entry.get("repairId"));
      }
    }
    return open;
  }

  private static List<Repair> repairs(List<Map<String, Object>> entries) {
    List<Repair> repairs = new ArrayList<>();
    for (Map<String, Object> entry : entries) {
      if ("outcome".equals(entry.get("event")) && "repaired".equals(entry.get("decision"))) {
        List<String> ddl = new ArrayList<>();
        List<?> statements = (List<?>) Objects.requireNonNull(entry.get("ddl"));
        statements.forEach(statement -> ddl.add((String) statement));
        repairs.add(new Repair(ddl));
      }
    }
    return repairs;
  }
}

package io.schemamedic.demo.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The SQL scripts of {@code demo-app/schema}: the schemas that systems 1 and 2 need, and the broken
 * databases that all three meet.
 */
public enum SchemaScript {
  SYSTEM_1("system1.sql"),
  SYSTEM_2("system2.sql"),
  /** Namespaces without tables. */
  NO_TABLES("broken/no-tables.sql"),
  /** Tables and columns missing beside others that are there and hold rows. */
  INCOMPLETE("broken/incomplete.sql");

  private final String path;

  SchemaScript(String path) {
    this.path = path;
  }

  /** What systems 1 and 2 need; what system 3 needs is told by its entities, and nowhere else. */
  public static List<SchemaScript> declared() {
    return List.of(SYSTEM_1, SYSTEM_2);
  }

  /** Path below {@code demo-app/schema}. */
  public String path() {
    return path;
  }

  /** The script's text. */
  public String text() {
    try (InputStream in = SchemaScript.class.getResourceAsStream("/schema/" + path)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks schema/" + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read schema/" + path, e);
    }
  }
}

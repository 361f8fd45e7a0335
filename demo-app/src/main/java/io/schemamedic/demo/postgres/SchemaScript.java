package io.schemamedic.demo.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The app's own migrations, and the SQL scripts of {@code demo-app/schema}: the schemas that
 * systems 1 and 2 need, and the broken databases that all three meet.
 */
public enum SchemaScript {
  SYSTEM_1("db/migration/V1__create_conversations.sql"),
  SYSTEM_1_MESSAGES("db/migration/V2__store_messages.sql"),
  SYSTEM_2("schema/system2.sql"),
  /** Namespaces without tables. */
  NO_TABLES("schema/broken/no-tables.sql"),
  /** Tables and columns missing beside others that are there and hold rows. */
  INCOMPLETE("schema/broken/incomplete.sql");

  private final String path;

  SchemaScript(String path) {
    this.path = path;
  }

  /** What systems 1 and 2 need; what system 3 needs is told by its entities, and nowhere else. */
  public static List<SchemaScript> declared() {
    return List.of(SYSTEM_1, SYSTEM_1_MESSAGES, SYSTEM_2);
  }

  /** Path within the jar. */
  public String path() {
    return path;
  }

  /** The script's text. */
  public String text() {
    try (InputStream in = SchemaScript.class.getResourceAsStream("/" + path)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}

package io.schemamedic.engine.schema.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A script with any number of tables of all sorts, the same for the same number. */
final class GeneratedSchema {
  private static final String[] TYPES = {
    "int",
    "bigint DEFAULT 0",
    "smallint NOT NULL DEFAULT 1",
    "numeric(12,2) DEFAULT 0.00",
    "varchar(40) DEFAULT 'x'",
    "varchar(200) NOT NULL",
    "text",
    "text NOT NULL DEFAULT ''",
    "char(3) DEFAULT 'EUR'",
    "boolean NOT NULL DEFAULT false",
    "bool DEFAULT 'on'",
    "timestamptz NOT NULL DEFAULT now()",
    "timestamp(3)",
    "date DEFAULT CURRENT_DATE",
    "time DEFAULT '12:30'",
    "interval DEFAULT '1 day 2 hours'",
    "uuid DEFAULT gen_random_uuid()",
    "jsonb NOT NULL DEFAULT '{}'",
    "json",
    "bytea",
    "text[] DEFAULT '{}'",
    "int[]",
    "real",
    "double precision DEFAULT -1.5",
    "inet",
    "varchar(5) COLLATE \"C\"",
    "numeric",
    "bit(8) DEFAULT B'00000000'",
    "tstzrange",
    "money",
    "float(20)",
    "decimal(6)"
  };

  private final Random random = new Random(20_26);
  private final StringBuilder script = new StringBuilder();
  private final int tables;

  private GeneratedSchema(int tables) {
    this.tables = tables;
  }

  static String script(int tables) {
    GeneratedSchema schema = new GeneratedSchema(tables);
    schema.write();
    return schema.script.toString();
  }

  private void write() {
    for (int i = 0; i < 10; i++) {
      line("CREATE SCHEMA area_" + i + ";");
      line("CREATE TYPE area_" + i + ".state AS ENUM ('new', 'it''s open', 'Done', '');");
      line("CREATE SEQUENCE area_" + i + ".shared START " + (i + 1) + " INCREMENT BY 10;");
    }
    for (int i = 0; i < tables; i++) {
      table(i);
    }
  }

  private void table(int i) {
    String schema = "area_" + i % 10;
    String name = schema + (i % 7 == 0 ? ".\"Table " + i + "\"" : ".table_" + i);
    List<String> elements = new ArrayList<>();
    elements.add(key(i, schema));
    int columns = 4 + random.nextInt(10);
    for (int c = 0; c < columns; c++) {
      elements.add("c" + c + " " + TYPES[random.nextInt(TYPES.length)]);
    }
    elements.add("kind varchar(12) NOT NULL DEFAULT 'a' CHECK (kind IN ('a', 'b', 'c'))");
    elements.add("amount numeric(10,2), low int, high int");
    elements.add("state " + schema + ".state DEFAULT 'new'");
    if (i >= 10 && i % 50 != 11) {
      elements.add(
          "parent bigint REFERENCES " + nameOf(i - 10) + (i % 2 == 0 ? " ON DELETE CASCADE" : ""));
    }
    if (i % 3 == 0) {
      elements.add("CHECK (amount >= 0 AND (low IS NULL OR low <= high))");
    }
    if (i % 4 == 0) {
      elements.add("CONSTRAINT range_" + i + " UNIQUE (low, high)");
    }
    if (i % 5 == 0) {
      elements.add("twice int GENERATED ALWAYS AS (low * 2 + 1) STORED");
    }
    String unlogged = i % 50 == 1 ? "UNLOGGED " : "";
    line("CREATE " + unlogged + "TABLE " + name + " (\n  " + String.join(",\n  ", elements) + ");");
    if (i % 2 == 0) {
      line("CREATE INDEX by_kind_" + i + " ON " + name + " (kind, low DESC);");
    }
    if (i % 6 == 0) {
      line("CREATE UNIQUE INDEX open_" + i + " ON " + name + " (lower(kind)) WHERE high > 0;");
    }
  }

  /** Parents are ten before, in the same schema. */
  private static String nameOf(int i) {
    return "area_" + i % 10 + (i % 7 == 0 ? ".\"Table " + i + "\"" : ".table_" + i);
  }

  private static String key(int i, String schema) {
    switch (i % 4) {
      case 0:
        return "id bigserial PRIMARY KEY";
      case 1:
        return "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY";
      case 2:
        return "id bigint CONSTRAINT pk_"
            + i
            + " PRIMARY KEY DEFAULT nextval('"
            + schema
            + ".shared')";
      default:
        return "id bigint NOT NULL PRIMARY KEY";
    }
  }

  private void line(String text) {
    script.append(text).append('\n');
  }

  /** Some hundred tables at a time: the server keeps the locks of one string till its end. */
  static String[] parts(String script) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (start < script.length()) {
      int end = script.indexOf(";\n", Math.min(script.length(), start + 100_000));
      end = end < 0 ? script.length() : end + 1;
      parts.add(script.substring(start, end));
      start = end;
    }
    return parts.toArray(new String[0]);
  }
}

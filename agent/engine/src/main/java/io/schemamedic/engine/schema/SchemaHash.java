package io.schemamedic.engine.schema;

import io.schemamedic.engine.digest.Sha256;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A short fingerprint by which two declared schemas can be told apart. */
final class SchemaHash {
  private static final int DIGITS = 16;

  private SchemaHash() {}

  static String of(
      Set<Identifier> schemas,
      Map<RelationName, DeclaredTable> tables,
      Map<RelationName, DeclaredEnum> enums,
      Map<RelationName, DeclaredSequence> sequences) {
    String text =
        "schemas "
            + new TreeSet<>(schemas)
            + "\ntables "
            + new TreeMap<>(tables).values()
            + "\nenums "
            + new TreeMap<>(enums).values()
            + "\nsequences "
            + new TreeMap<>(sequences).values();
    return Sha256.hex(text, DIGITS);
  }
}

package io.schemamedic.engine.schema;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A short fingerprint by which two declared schemas can be told apart. */
final class SchemaHash {
  private static final int BYTES = 8;

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
    byte[] digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < BYTES; i++) {
      hex.append(Character.forDigit((digest[i] >> 4) & 15, 16));
      hex.append(Character.forDigit(digest[i] & 15, 16));
    }
    return hex.toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform must have SHA-256", e);
    }
  }
}

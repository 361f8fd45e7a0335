package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredSequence;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes what lets a role use a table that another role has just made. */
public final class GrantWriter {
  private GrantWriter() {}

  /**
   * Grants on the table and on every sequence that its rows draw from. Identity columns need none.
   *
   * @param owned the sequences that are made with the table, besides those of serial columns
   */
  public static List<String> grants(
      DeclaredTable table, List<DeclaredSequence> owned, Identifier role) {
    Set<RelationName> sequences = new LinkedHashSet<>(SerialColumns.sequencesOf(table));
    for (DeclaredSequence sequence : owned) {
      sequences.add(sequence.name());
    }
    List<String> grants = new ArrayList<>();
    String to = " TO " + role.sql();
    grants.add("GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE " + table.name().sql() + to);
    for (RelationName sequence : sequences) {
      // If the server had to choose another name, this names somebody else's sequence: the
      // comparison of the catalog then rolls the repair back.
      grants.add("GRANT USAGE, SELECT ON SEQUENCE " + sequence.sql() + to);
    }
    return grants;
  }
}

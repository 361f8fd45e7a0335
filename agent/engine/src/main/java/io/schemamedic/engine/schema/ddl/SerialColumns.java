package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredColumn.Generation;
import io.schemamedic.engine.schema.DeclaredSequence;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serial columns and the long form of them: an integer column, a sequence that it owns and a
 * default that draws from it. pg_dump writes the long form; the model has the short one where
 * nothing is lost by it.
 */
final class SerialColumns {
  /** Options that say what a sequence does without options. */
  private static final Set<String> PLAIN_OPTIONS =
      new HashSet<>(
          Arrays.asList(
              "start with 1",
              "start 1",
              "increment by 1",
              "increment 1",
              "no minvalue",
              "no maxvalue",
              "cache 1",
              "no cycle"));

  private final SchemaDraft draft;

  SerialColumns(SchemaDraft draft) {
    this.draft = draft;
  }

  /** Turns a serial column into its long form, for a change that serial cannot express. */
  DeclaredColumn unfold(RelationName table, DeclaredColumn column) {
    if (column.generation() != Generation.SERIAL) {
      return column;
    }
    RelationName sequence = GeneratedNames.sequenceOf(table, column.name());
    String options = column.typeSql().equals("bigint") ? "" : "AS " + column.typeSql();
    draft
        .sequences()
        .put(sequence, DeclaredSequence.of(sequence, options).ownedBy(table, column.name()));
    return column.withDefault(SequenceRenamer.nextval(sequence));
  }

  /** The sequences of the table's serial columns. */
  static Set<RelationName> sequencesOf(DeclaredTable table) {
    Set<RelationName> sequences = new HashSet<>();
    for (DeclaredColumn column : table.columns()) {
      if (column.generation() == Generation.SERIAL) {
        sequences.add(GeneratedNames.sequenceOf(table.name(), column.name()));
      }
    }
    return sequences;
  }

  /** Turns every long form into serial where that makes the very same. */
  void foldAll() {
    Map<RelationName, Integer> users = countUsers();
    for (DeclaredSequence sequence : new ArrayList<>(draft.sequences().values())) {
      RelationName owner = sequence.owningTable();
      DeclaredTable table = owner == null ? null : draft.tables().get(owner);
      Identifier columnName = sequence.owningColumn();
      DeclaredColumn column = table == null || columnName == null ? null : table.column(columnName);
      if (table != null
          && column != null
          // What others draw from as well has to be there before all of them.
          && Integer.valueOf(1).equals(users.get(sequence.name()))
          && isSerial(table, column, sequence)) {
        DeclaredColumn serial =
            column.withType(integerType(column)).withGeneration(Generation.SERIAL, "");
        draft.put(table.toBuilder().column(serial).build());
        draft.sequences().remove(sequence.name());
      }
    }
  }

  private boolean isSerial(DeclaredTable table, DeclaredColumn column, DeclaredSequence sequence) {
    String type = integerType(column);
    return !type.isEmpty()
        && column.isNotNull()
        && sequence.name().equals(GeneratedNames.sequenceOf(table.name(), column.name()))
        && isPlain(sequence.optionsSql(), type)
        && draft.sequences().containsKey(sequence.name())
        && sequence.name().equals(sequenceDrawnFrom(column));
  }

  private Map<RelationName, Integer> countUsers() {
    Map<RelationName, Integer> users = new HashMap<>();
    for (DeclaredTable table : draft.tables().values()) {
      for (DeclaredColumn column : table.columns()) {
        RelationName sequence = sequenceDrawnFrom(column);
        if (sequence != null) {
          users.merge(sequence, 1, Integer::sum);
        }
      }
    }
    return users;
  }

  private @Nullable RelationName sequenceDrawnFrom(DeclaredColumn column) {
    String defaultSql = column.defaultSql();
    return defaultSql == null ? null : NextvalCall.sequenceOf(defaultSql, draft);
  }

  private static boolean isPlain(String optionsSql, String type) {
    String rest = optionsSql.toLowerCase(Locale.ROOT);
    boolean typed = rest.startsWith("as ");
    if (typed) {
      String as = "as " + type;
      if (!rest.startsWith(as)) {
        return false;
      }
      rest = rest.substring(as.length()).trim();
    }
    while (!rest.isEmpty()) {
      String known = startingOption(rest);
      if (known == null) {
        return false;
      }
      rest = rest.substring(known.length()).trim();
    }
    return typed || type.equals("bigint");
  }

  private static @Nullable String startingOption(String rest) {
    for (String option : PLAIN_OPTIONS) {
      if (rest.equals(option) || rest.startsWith(option + " ")) {
        return option;
      }
    }
    return null;
  }

  /** In one spelling; empty if serial does not make that type. */
  private static String integerType(DeclaredColumn column) {
    switch (column.typeSql()) {
      case "integer":
      case "int":
      case "int4":
        return "integer";
      case "bigint":
      case "int8":
        return "bigint";
      case "smallint":
      case "int2":
        return "smallint";
      default:
        return "";
    }
  }
}

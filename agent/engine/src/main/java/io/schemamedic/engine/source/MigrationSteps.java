package io.schemamedic.engine.source;

import io.schemamedic.engine.schema.DeclaredColumn;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.ddl.DdlScriptReader.ScriptListener;
import io.schemamedic.engine.schema.ddl.Renaming;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which script of a list made what there is in the end. What is dropped and made again
 * belongs to the script that made it last. Not thread-safe.
 */
public final class MigrationSteps implements ScriptListener {
  private final Map<RelationName, String> makers = new HashMap<>();
  private final Map<RelationName, Map<Identifier, String>> adders = new LinkedHashMap<>();
  private final Map<RelationName, Set<String>> touchers = new LinkedHashMap<>();
  private final Map<String, List<Renaming>> renamings = new HashMap<>();
  private Map<RelationName, DeclaredTable> before = Collections.emptyMap();

  @Override
  public void renamed(String script, Renaming renaming) {
    renamings.computeIfAbsent(script, each -> new ArrayList<>()).add(renaming);
  }

  @Override
  public void read(String script, Map<RelationName, DeclaredTable> tables) {
    for (RelationName gone : before.keySet()) {
      if (!tables.containsKey(gone)) {
        makers.remove(gone);
        adders.remove(gone);
        touchers.remove(gone);
      }
    }
    tables.forEach((name, table) -> read(script, before.get(name), table));
    before = new HashMap<>(tables);
  }

  private void read(String script, @Nullable DeclaredTable earlier, DeclaredTable table) {
    if (table == earlier || table.equals(earlier)) {
      return;
    }
    RelationName name = table.name();
    makers.putIfAbsent(name, script);
    touchers.computeIfAbsent(name, each -> new HashSet<>()).add(script);
    Map<Identifier, String> known = adders.computeIfAbsent(name, each -> new HashMap<>());
    known.keySet().removeIf(column -> table.column(column) == null);
    for (DeclaredColumn column : table.columns()) {
      known.putIfAbsent(column.name(), script);
    }
  }

  /**
   * What is there because of one of the scripts.
   *
   * @param id how the tool knows it in its history
   * @param label how people call it
   */
  public Migration of(String script, String id, String label) {
    Set<RelationName> tables = new LinkedHashSet<>();
    Set<RelationName> touched = new LinkedHashSet<>();
    Map<RelationName, Set<Identifier>> columns = new LinkedHashMap<>();
    touchers.forEach(
        (table, scripts) -> {
          if (scripts.contains(script)) {
            touched.add(table);
          }
          if (script.equals(makers.get(table))) {
            tables.add(table);
          }
        });
    adders.forEach(
        (table, scripts) ->
            scripts.forEach(
                (column, adder) -> {
                  if (adder.equals(script)) {
                    columns.computeIfAbsent(table, each -> new LinkedHashSet<>()).add(column);
                  }
                }));
    return new Migration(id, label, tables, columns)
        .touching(touched)
        .renaming(renamings.getOrDefault(script, Collections.<Renaming>emptyList()));
  }
}

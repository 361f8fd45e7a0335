package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads DDL scripts into the declared schema: what pg_dump writes and what people write by hand.
 * Nothing is run and nothing is guessed; what is not understood is listed in {@link
 * DeclaredSchema#skipped()}, and a table about which something was not understood is {@linkplain
 * io.schemamedic.engine.schema.DeclaredTable#unsupported() unsupported}.
 *
 * <p>Unqualified names belong to the first schema of the search path that the script sets, or to
 * {@code public}. Never fails, whatever the text is.
 */
public final class DdlScriptReader {
  private DdlScriptReader() {}

  /**
   * Reads one script.
   *
   * @param sourceName what to call it in messages
   */
  public static DeclaredSchema read(String sourceName, String script) {
    return readInOrder(Collections.singletonMap(sourceName, script));
  }

  /**
   * Reads scripts that build on each other, such as numbered migrations. Each begins with the
   * search path {@code public}. For scripts that are independent of each other use {@link
   * io.schemamedic.engine.schema.SchemaMerge}.
   *
   * @param scripts texts under the names of their sources, in the order in which they run
   */
  public static DeclaredSchema readInOrder(Map<String, String> scripts) {
    return read(scripts, false, Collections.<String, String>emptyMap(), (script, tables) -> {});
  }

  /**
   * Reads the scripts of a migration tool in the order in which they run, as {@link #readInOrder}.
   * A statement with a placeholder of the tool in it, such as {@code ${schema}}, puts in doubt what
   * it touches: the value is not known.
   *
   * @param eachStep told of the tables that there are behind each script
   */
  public static DeclaredSchema readMigrations(
      Map<String, String> scripts, ScriptListener eachStep) {
    return read(scripts, true, Collections.<String, String>emptyMap(), eachStep);
  }

  /**
   * Reads the scripts of a migration tool, some of which may not run at all: these put in doubt
   * what they change.
   *
   * @param conditions on what it depends whether a script runs, in constant words, under its name
   */
  public static DeclaredSchema readMigrations(
      Map<String, String> scripts, Map<String, String> conditions, ScriptListener eachStep) {
    return read(scripts, true, conditions, eachStep);
  }

  private static DeclaredSchema read(
      Map<String, String> scripts,
      boolean placeholders,
      Map<String, String> conditions,
      ScriptListener eachStep) {
    SchemaDraft draft = new SchemaDraft();
    for (Map.Entry<String, String> script : scripts.entrySet()) {
      draft.resetSearchPath();
      Map<RelationName, DeclaredTable> before = new HashMap<>(draft.tables());
      readInto(draft, placeholders, new ScriptSplitter(script.getKey(), script.getValue()));
      draft.commit();
      String condition = conditions.get(script.getKey());
      if (condition != null) {
        draft.doubtChangedSince(before, script.getKey(), condition);
      }
      draft.takeRenamings().forEach(each -> eachStep.renamed(script.getKey(), each));
      eachStep.read(script.getKey(), Collections.unmodifiableMap(draft.tables()));
    }
    new SerialColumns(draft).foldAll();
    return draft.toSchema();
  }

  /**
   * Reads commands that a program sends one by one, each in a call of its own.
   *
   * @param searchPath in which the program works; with an empty one unqualified names are not
   *     understood
   */
  public static DeclaredSchema readCommands(
      String sourceName, List<Identifier> searchPath, List<String> commands) {
    SchemaDraft draft = new SchemaDraft();
    draft.searchPath(searchPath);
    for (String command : commands) {
      readInto(draft, false, new ScriptSplitter(sourceName, command));
    }
    new SerialColumns(draft).foldAll();
    return draft.toSchema();
  }

  /** Hears of every script that was read. */
  @FunctionalInterface
  public interface ScriptListener {
    /**
     * @param sourceName of the script
     * @param tables all that there are behind it; changes with the next script
     */
    void read(String sourceName, Map<RelationName, DeclaredTable> tables);

    /** Told before, for each name that the script has changed. */
    default void renamed(String sourceName, Renaming renaming) {}
  }

  private static void readInto(SchemaDraft draft, boolean placeholders, ScriptSplitter splitter) {
    for (ScriptStatement statement = splitter.next();
        statement != null;
        statement = splitter.next()) {
      if (placeholders && PlaceholderReader.isNeededFor(statement)) {
        new PlaceholderReader(draft, statement).read();
      } else {
        new StatementReader(draft, statement).read();
      }
      String reason = ScriptEnd.reasonAt(statement, draft);
      if (reason != null) {
        draft.doubtAll(statement, "the rest of the script is not read: " + reason);
        return;
      }
    }
  }
}

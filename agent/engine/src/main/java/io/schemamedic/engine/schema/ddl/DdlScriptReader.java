package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredSchema;
import java.util.Collections;
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
    SchemaDraft draft = new SchemaDraft();
    for (Map.Entry<String, String> script : scripts.entrySet()) {
      draft.resetSearchPath();
      readInto(draft, new ScriptSplitter(script.getKey(), script.getValue()));
      draft.commit();
    }
    new SerialColumns(draft).foldAll();
    return draft.toSchema();
  }

  private static void readInto(SchemaDraft draft, ScriptSplitter splitter) {
    for (ScriptStatement statement = splitter.next();
        statement != null;
        statement = splitter.next()) {
      new StatementReader(draft, statement).read();
      String reason = ScriptEnd.reasonAt(statement, draft);
      if (reason != null) {
        draft.doubtAll(statement, "the rest of the script is not read: " + reason);
        return;
      }
    }
  }
}

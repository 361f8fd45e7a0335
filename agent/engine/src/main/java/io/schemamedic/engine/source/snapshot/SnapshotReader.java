package io.schemamedic.engine.source.snapshot;

import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.SkippedStatement;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.source.SourceContent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a snapshot, and believes it only if it is whole and as it was written. */
public final class SnapshotReader {
  private static final String WRITE_AGAIN = "write it again with schema-medic snapshot";

  private SnapshotReader() {}

  /**
   * Reads the text of a file.
   *
   * @param name of the source, as the configuration has it
   * @param fileName for messages
   */
  public static SourceContent read(String name, String fileName, String text) {
    // Some tools change line ends and nothing else.
    String unix = text.replace("\r\n", "\n");
    String problem = problem(unix);
    if (problem != null) {
      return SourceContent.broken(name, Collections.singletonList(problem));
    }
    DeclaredSchema schema =
        marked(
            DdlScriptReader.read(fileName, unix.replace("\n" + SnapshotHeader.READ_ONLY, "\n")),
            unix);
    List<String> problems = new ArrayList<>();
    for (SkippedStatement skipped : schema.skipped()) {
      problems.add(skipped + ": not understood by this version; " + WRITE_AGAIN);
    }
    return problems.isEmpty()
        ? SourceContent.of(name, schema)
        : SourceContent.broken(name, problems);
  }

  /** Why it cannot be relied on, and what to do; absent if it can. */
  private static @Nullable String problem(String text) {
    if (!text.startsWith(SnapshotHeader.FIRST_WORDS)) {
      return "is no snapshot: its first line does not begin with \""
          + SnapshotHeader.FIRST_WORDS.trim()
          + "\"; write one with schema-medic snapshot, or declare a script of your own with file:";
    }
    int endOfFirst = text.indexOf('\n');
    String format =
        text.substring(
            SnapshotHeader.FIRST_WORDS.length(), endOfFirst < 0 ? text.length() : endOfFirst);
    if (!format.equals(String.valueOf(SnapshotHeader.FORMAT))) {
      return "has format "
          + format
          + ", and this version reads format "
          + SnapshotHeader.FORMAT
          + "; "
          + WRITE_AGAIN
          + " of this version";
    }
    int hash = text.indexOf("\n" + SnapshotHeader.HASH_WORDS);
    int end = hash < 0 ? -1 : text.indexOf('\n', hash + 1);
    if (end < 0) {
      return "has no hash in its head: it is cut, or was edited; " + WRITE_AGAIN;
    }
    String stated = text.substring(hash + 1 + SnapshotHeader.HASH_WORDS.length(), end).trim();
    String actual = SnapshotHeader.hash(text.substring(end + 1));
    return stated.equals(actual)
        ? null
        : "was cut or edited since it was written: its head says sha256 "
            + shortened(stated)
            + ", its content has "
            + shortened(actual)
            + "; "
            + WRITE_AGAIN
            + ", or declare it with file: if the change is meant";
  }

  private static String shortened(String hash) {
    return hash.substring(0, Math.min(hash.length(), 12)) + "...";
  }

  /** With what the marks say of tables. */
  private static DeclaredSchema marked(DeclaredSchema read, String text) {
    Map<String, DeclaredTable> tables = new LinkedHashMap<>();
    read.tables().values().forEach(table -> tables.put(table.name().sql(), table));
    for (String line : text.split("\n" + SnapshotHeader.MARK, -1)) {
      String mark = line.indexOf('\n') < 0 ? line : line.substring(0, line.indexOf('\n'));
      mark(tables, mark);
    }
    DeclaredSchema.Builder schema = DeclaredSchema.builder().skipped(read.skipped());
    read.schemas().forEach(schema::schema);
    read.enums().values().forEach(schema::enumType);
    read.sequences().values().forEach(schema::sequence);
    tables.values().forEach(schema::table);
    return schema.build();
  }

  private static void mark(Map<String, DeclaredTable> tables, String mark) {
    boolean triggers = mark.startsWith(SnapshotHeader.TRIGGERS);
    if (!triggers && !mark.startsWith(SnapshotHeader.UNSUPPORTED)) {
      return;
    }
    String rest =
        mark.substring((triggers ? SnapshotHeader.TRIGGERS : SnapshotHeader.UNSUPPORTED).length());
    int colon = triggers ? rest.length() : rest.lastIndexOf(": ");
    DeclaredTable table = tables.get(rest.substring(0, Math.max(colon, 0)));
    if (table == null) {
      return;
    }
    DeclaredTable.Builder marked = table.toBuilder();
    String reason = triggers ? "" : rest.substring(colon + 2);
    if (triggers) {
      marked.triggers();
    } else if (reason.equals("row security")) {
      marked.rowSecurity();
    } else {
      marked.unsupported(reason);
    }
    tables.put(table.name().sql(), marked.build());
  }
}

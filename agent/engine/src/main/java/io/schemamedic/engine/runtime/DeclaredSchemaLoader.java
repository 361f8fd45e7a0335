package io.schemamedic.engine.runtime;

import io.schemamedic.engine.config.DeclaredSource;
import io.schemamedic.engine.config.ScriptFile;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.SkippedStatement;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.source.liquibase.LiquibaseSource;
import io.schemamedic.engine.source.snapshot.SnapshotReader;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads the declared sources that are files of this machine. */
final class DeclaredSchemaLoader {
  private static final String ACCEPTED =
      "; accepted: DDL as pg_dump --schema-only writes it, or by hand";

  private DeclaredSchemaLoader() {}

  /** What each source declares, or what is wrong with it, in their order. */
  static List<SourceContent> load(List<DeclaredSource> sources) {
    List<SourceContent> contents = new ArrayList<>();
    for (DeclaredSource source : sources) {
      if (source.kind() == DeclaredSource.Kind.FILE && !ChangeLogs.isOne(source)) {
        contents.add(script(source));
      } else if (source.kind() == DeclaredSource.Kind.SNAPSHOT) {
        contents.add(snapshot(source));
      }
    }
    contents.addAll(ChangeLogs.among(sources).readFiles());
    MigrationFolders folders = MigrationFolders.among(sources);
    if (!folders.isEmpty() && !folders.areInService()) {
      contents.add(folders.read(Collections.<ClassLoader>emptyList()));
    }
    return contents;
  }

  private static SourceContent script(DeclaredSource source) {
    File file = new File(source.value());
    try {
      String text = ScriptFile.read(file);
      if (LiquibaseSource.isFormattedSql(text)) {
        return ChangeLogs.ofFile(source);
      }
      DeclaredSchema schema = DdlScriptReader.read(file.getName(), text);
      List<String> problems = problemsOf(schema);
      return problems.isEmpty()
          ? SourceContent.of(source.toString(), schema)
          : SourceContent.broken(source.toString(), problems);
    } catch (IOException e) {
      return unreadable(source, e);
    }
  }

  private static SourceContent snapshot(DeclaredSource source) {
    File file = new File(source.value());
    try {
      return SnapshotReader.read(source.toString(), file.getName(), ScriptFile.read(file));
    } catch (IOException e) {
      return unreadable(source, e);
    }
  }

  private static SourceContent unreadable(DeclaredSource source, IOException cause) {
    return SourceContent.broken(
        source.toString(),
        Collections.singletonList(
            "cannot be read: " + cause.getMessage() + "; accepted: a readable file"));
  }

  /**
   * A statement that makes a table and is not understood means that the file is not what its owner
   * thinks it is. Statements that are skipped because they do not concern the model (functions,
   * grants, data) mean nothing.
   */
  private static List<String> problemsOf(DeclaredSchema schema) {
    List<String> problems = new ArrayList<>();
    for (SkippedStatement skipped : schema.skipped()) {
      if (skipped.isHalfRead()) {
        problems.add(skipped + ACCEPTED);
      }
    }
    if (schema.tables().isEmpty()) {
      problems.add("declares no table" + ACCEPTED);
    }
    return problems;
  }
}

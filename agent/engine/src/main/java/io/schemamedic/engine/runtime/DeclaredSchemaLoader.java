package io.schemamedic.engine.runtime;

import io.schemamedic.engine.config.ConfigurationError;
import io.schemamedic.engine.config.ConfigurationSource;
import io.schemamedic.engine.config.DeclaredSource;
import io.schemamedic.engine.config.ScriptFile;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.SchemaContradiction;
import io.schemamedic.engine.schema.SchemaMerge;
import io.schemamedic.engine.schema.SkippedStatement;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the declared schema from its sources. Whatever is wrong with one becomes an error of the
 * configuration.
 */
final class DeclaredSchemaLoader {
  private static final String ACCEPTED = "DDL as pg_dump --schema-only writes it, or by hand";

  private final List<ConfigurationError> errors = new ArrayList<>();

  /** Everything that could be read; see {@link #errors()} for the rest. */
  DeclaredSchema load(List<DeclaredSource> sources) {
    Map<String, DeclaredSchema> bySource = new LinkedHashMap<>();
    for (DeclaredSource source : sources) {
      File file = new File(source.value());
      try {
        DeclaredSchema schema = DdlScriptReader.read(file.getName(), ScriptFile.read(file));
        reportHalfRead(source, schema);
        bySource.put(source.toString(), schema);
      } catch (IOException e) {
        errors.add(error(source, "cannot be read: " + e.getMessage(), "a readable file"));
      }
    }
    SchemaMerge merge = SchemaMerge.of(bySource);
    for (SchemaContradiction contradiction : merge.contradictions()) {
      errors.add(
          ConfigurationError.of(
              "declared",
              ConfigurationSource.named("the declared sources"),
              contradiction.toString(),
              "one declaration of each object"));
    }
    return merge.schema();
  }

  /**
   * A statement that makes a table and is not understood means that the file is not what its owner
   * thinks it is. Statements that are skipped because they do not concern the model (functions,
   * grants, data) mean nothing.
   */
  private void reportHalfRead(DeclaredSource source, DeclaredSchema schema) {
    for (SkippedStatement skipped : schema.skipped()) {
      if (skipped.isHalfRead()) {
        errors.add(error(source, skipped.toString(), ACCEPTED));
      }
    }
    if (schema.tables().isEmpty()) {
      errors.add(error(source, "declares no table", ACCEPTED));
    }
  }

  private static ConfigurationError error(DeclaredSource source, String problem, String accepted) {
    return ConfigurationError.of(
        "declared=" + source, ConfigurationSource.named("the declared source"), problem, accepted);
  }

  /** What was wrong, in the order of the sources. */
  List<ConfigurationError> errors() {
    return errors;
  }
}

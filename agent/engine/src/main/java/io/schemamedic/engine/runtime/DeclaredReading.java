package io.schemamedic.engine.runtime;

import io.schemamedic.engine.config.ConfigurationError;
import io.schemamedic.engine.config.DeclaredSource;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.source.SourceContent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is declared, read once and for all, for a command that runs without a service. Immutable.
 */
public final class DeclaredReading {
  private final DeclaredSchema schema;
  private final List<SourceContent> sources;
  private final List<ConfigurationError> errors;

  private DeclaredReading(
      DeclaredSchema schema, List<SourceContent> sources, List<ConfigurationError> errors) {
    this.schema = schema;
    this.sources = Collections.unmodifiableList(new ArrayList<>(sources));
    this.errors = Collections.unmodifiableList(new ArrayList<>(errors));
  }

  /**
   * Reads all sources, as the agent does.
   *
   * @param classPath in place of the service's, for what lies there
   */
  public static DeclaredReading of(List<DeclaredSource> sources, ClassLoader classPath) {
    List<ClassLoader> loaders = Collections.singletonList(classPath);
    List<SourceContent> contents = new ArrayList<>(DeclaredSchemaLoader.load(sources));
    contents.addAll(ChangeLogs.among(sources).readInService(loaders));
    MigrationFolders folders = MigrationFolders.among(sources);
    if (folders.areInService()) {
      contents.add(folders.read(loaders));
    }
    WantedSchema wanted = new WantedSchema(line -> {});
    List<ConfigurationError> errors = wanted.start(contents);
    return new DeclaredReading(wanted.current(), wanted.contents(), errors);
  }

  /** All sources together; nothing if there are errors. */
  public DeclaredSchema schema() {
    return schema;
  }

  /** What each of them declares by itself. */
  public List<SourceContent> sources() {
    return sources;
  }

  /** What is wrong with the sources, or between them. */
  public List<ConfigurationError> errors() {
    return errors;
  }
}

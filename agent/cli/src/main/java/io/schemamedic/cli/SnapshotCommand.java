package io.schemamedic.cli;

import io.schemamedic.cli.arguments.Arguments;
import io.schemamedic.cli.arguments.Option;
import io.schemamedic.cli.arguments.UsageException;
import io.schemamedic.cli.connect.Database;
import io.schemamedic.cli.connect.DatabaseFailure;
import io.schemamedic.engine.catalog.LiveSchema;
import io.schemamedic.engine.catalog.SchemaReader;
import io.schemamedic.engine.source.snapshot.SnapshotWriter;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes down what a database has, for services that are to have the same. */
final class SnapshotCommand {
  private final Invocation invocation;
  private final Database database;
  private final Set<Identifier> schemas;
  private final @Nullable OutputFile file;

  /**
   * @throws UsageException with everything that is wrong with what was given
   */
  SnapshotCommand(Invocation invocation) throws UsageException {
    this.invocation = invocation;
    this.database = invocation.database();
    this.schemas = schemas(invocation.arguments());
    Optional<String> out = invocation.arguments().value(Option.OUT);
    this.file = out.isPresent() ? OutputFile.of(Option.OUT, out.get()) : null;
  }

  private static Set<Identifier> schemas(Arguments arguments) throws UsageException {
    Set<Identifier> schemas = new LinkedHashSet<>();
    for (String names : arguments.values(Option.SCHEMA)) {
      for (String name : names.split(",", -1)) {
        if (name.trim().isEmpty()) {
          throw new UsageException("--schema has an empty name");
        }
        schemas.add(Identifier.of(name.trim()));
      }
    }
    return schemas;
  }

  /**
   * @throws UsageException if a schema was named that is not there
   */
  ExitCode run() throws UsageException {
    Console console = invocation.console();
    console.progress("asking " + database);
    LiveSchema live;
    try {
      live =
          database.read(
              (connection, timeout) ->
                  schemas.isEmpty()
                      ? SchemaReader.readAll(connection, timeout.toMillis())
                      : SchemaReader.read(connection, timeout.toMillis(), schemas));
    } catch (DatabaseFailure e) {
      console.note(e.getMessage());
      return e.exitCode();
    }
    requireAllThere(live);
    if (live.model().tables().isEmpty()) {
      console.note("there is no table in " + database + ", and none in the snapshot");
    }
    return write(SnapshotWriter.write(live));
  }

  /** A name that was misspelt must not end in a file that lacks what was meant. */
  private void requireAllThere(LiveSchema live) throws UsageException {
    Set<Identifier> there = new LinkedHashSet<>(live.model().schemas());
    for (RelationName table : live.model().tables().keySet()) {
      there.add(table.schemaName());
    }
    List<String> problems = new ArrayList<>();
    for (Identifier schema : schemas) {
      if (!there.contains(schema)) {
        problems.add("--schema: " + database + " has no table in a schema " + schema.sql());
      }
    }
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
  }

  private ExitCode write(String snapshot) {
    try {
      if (file == null) {
        invocation.console().text(snapshot);
      } else {
        file.write(snapshot);
      }
    } catch (IOException e) {
      invocation.console().note(file + " could not be written");
      return ExitCode.UNKNOWN;
    }
    return invocation.console().isWritten() ? ExitCode.OK : ExitCode.UNKNOWN;
  }
}

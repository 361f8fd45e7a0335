package io.schemamedic.cli;

import io.schemamedic.cli.arguments.UsageException;
import io.schemamedic.cli.connect.Database;
import io.schemamedic.cli.connect.DatabaseFailure;
import io.schemamedic.engine.schema.DeclaredSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command that holds the declared schema against a database. Whatever comes in its way, it
 * answers: what could not be completed is unknown, and says so wherever the answer goes.
 *
 * @param <R> the report
 */
abstract class ComparingCommand<R> {
  /** A dump with many grants and functions must not fill the log. */
  private static final int MOST_SKIPPED_LISTED = 20;

  private final Invocation invocation;

  ComparingCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  /** What was compared, within the database's timeout. */
  abstract R compare(Database database, Declared declared) throws DatabaseFailure;

  abstract R unknown(String database, List<String> problems);

  /** Of a report that is known. */
  abstract ExitCode exitCode(R report);

  /**
   * Writes the report everywhere it was asked for.
   *
   * @return whether all of it could be written
   */
  abstract boolean write(R report, ExitCode exitCode);

  final Invocation invocation() {
    return invocation;
  }

  final ExitCode run() {
    String label = "the database";
    R report;
    ExitCode exitCode;
    try {
      Preparation prepared = new Preparation(invocation);
      label = prepared.label();
      Declared declared = prepared.declared();
      tellSkipped(declared.schema());
      report = compare(prepared.database(), declared);
      exitCode = exitCode(report);
    } catch (UsageException e) {
      report = unknown(label, told(e.problems()));
      exitCode = ExitCode.USAGE;
    } catch (DatabaseFailure e) {
      report = unknown(label, told(Collections.singletonList(e.getMessage())));
      exitCode = e.exitCode();
    } catch (RuntimeException | Error e) {
      report = unknown(label, told(Collections.singletonList(InternalProblem.of(e))));
      exitCode = ExitCode.UNKNOWN;
    }
    return write(report, exitCode) ? exitCode : ExitCode.UNKNOWN;
  }

  /** What could not be compared, for want of a place for it, or of understanding it. */
  private void tellSkipped(DeclaredSchema declared) {
    int more = declared.skipped().size() - MOST_SKIPPED_LISTED;
    declared.skipped().stream()
        .limit(MOST_SKIPPED_LISTED)
        .forEach(skipped -> invocation.console().note("declared, but not compared: " + skipped));
    if (more > 0) {
      invocation.console().note("declared, but not compared: " + more + " more");
    }
  }

  private List<String> told(List<String> problems) {
    problems.forEach(invocation.console()::note);
    return problems;
  }

  /** What is needed before anything is asked; all that is wrong with it is told at once. */
  private static final class Preparation {
    private final @Nullable Database database;
    private final @Nullable Declared declared;
    private final List<String> problems = new ArrayList<>();

    Preparation(Invocation invocation) {
      database = attempt(invocation::database);
      invocation.console().progress("reading what is declared");
      declared = attempt(invocation::declared);
    }

    private <T> @Nullable T attempt(Preparing<T> preparing) {
      try {
        return preparing.prepare();
      } catch (UsageException e) {
        problems.addAll(e.problems());
        return null;
      }
    }

    String label() {
      return database == null ? "the database" : database.toString();
    }

    Database database() throws UsageException {
      return required(database);
    }

    Declared declared() throws UsageException {
      return required(declared);
    }

    private <T> T required(@Nullable T prepared) throws UsageException {
      if (prepared == null || !problems.isEmpty()) {
        throw new UsageException(problems);
      }
      return prepared;
    }
  }

  private interface Preparing<T> {
    T prepare() throws UsageException;
  }
}

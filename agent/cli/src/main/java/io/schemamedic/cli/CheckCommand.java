package io.schemamedic.cli;

import io.schemamedic.cli.arguments.Option;
import io.schemamedic.cli.arguments.UsageException;
import io.schemamedic.cli.connect.Database;
import io.schemamedic.cli.connect.DatabaseFailure;
import io.schemamedic.cli.report.CheckJson;
import io.schemamedic.cli.report.CheckReport;
import io.schemamedic.cli.report.CheckText;
import io.schemamedic.cli.report.FailOn;
import io.schemamedic.cli.report.JunitXml;
import io.schemamedic.engine.catalog.LiveSchema;
import io.schemamedic.engine.drift.SchemaComparison;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares a database with what is declared. */
final class CheckCommand extends ComparingCommand<CheckReport> {
  private final FailOn failOn;
  private final @Nullable OutputFile junit;
  private final long began = System.nanoTime();

  /**
   * @throws UsageException if it cannot be told what to fail on, or the report not be written
   */
  CheckCommand(Invocation invocation) throws UsageException {
    super(invocation);
    String severity = invocation.arguments().value(Option.FAIL_ON).orElse(FailOn.BREAKS.code());
    failOn =
        FailOn.named(severity)
            .orElseThrow(() -> new UsageException("--fail-on has to be breaks, differs or none"));
    Optional<String> file = invocation.arguments().value(Option.JUNIT);
    junit = file.isPresent() ? OutputFile.of(Option.JUNIT, file.get()) : null;
  }

  @Override
  CheckReport compare(Database database, Declared declared) throws DatabaseFailure {
    Console console = invocation().console();
    console.progress("asking " + database);
    LiveSchema live = database.read(declared::readLive);
    console.progress("comparing " + declared.schema().tables().size() + " tables");
    return CheckReport.compared(
        database.toString(),
        failOn,
        declared.schema().tables().keySet(),
        SchemaComparison.compare(declared.schema(), live));
  }

  @Override
  CheckReport unknown(String database, List<String> problems) {
    return CheckReport.unknown(database, failOn, problems);
  }

  @Override
  ExitCode exitCode(CheckReport report) {
    return report.fails() ? ExitCode.DRIFT : ExitCode.OK;
  }

  @Override
  boolean write(CheckReport report, ExitCode exitCode) {
    Console console = invocation().console();
    if (invocation().arguments().has(Option.JSON)) {
      console.line(CheckJson.of(report, invocation().version(), exitCode.number()));
    } else {
      CheckText.of(report).forEach(console::line);
    }
    return writeJunit(report) && console.isWritten();
  }

  private boolean writeJunit(CheckReport report) {
    if (junit == null) {
      return true;
    }
    try {
      junit.write(JunitXml.of(report, (System.nanoTime() - began) / 1_000_000));
      return true;
    } catch (IOException e) {
      invocation().console().note(junit + " could not be written");
      return false;
    }
  }
}

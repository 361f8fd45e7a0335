package io.schemamedic.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.drift.DriftKind;
import io.schemamedic.engine.drift.SchemaDrift;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckReportsTest {
  private static final RelationName ORDERS = relation("orders");
  private static final RelationName ODD = relation("a<b>&'\u0001\u001b\ud83d\ude00");
  private static final Drift MISSING =
      Drift.of(DriftKind.MISSING_COLUMN, ORDERS, Identifier.of("note"), "text", null);
  private static final Drift TYPE =
      Drift.of(DriftKind.COLUMN_TYPE, ORDERS, Identifier.of("Price"), "numeric(10,2)", "integer");
  private static final Drift LABEL =
      Drift.of(DriftKind.MISSING_ENUM_LABEL, relation("mood"), null, "'glad'", null);

  private static RelationName relation(String name) {
    return RelationName.of(Identifier.of("public"), Identifier.of(name));
  }

  private static CheckReport report(FailOn failOn, Drift... drifts) {
    return CheckReport.compared(
        "db/shop", failOn, List.of(ORDERS, ODD), SchemaDrift.of(List.of(drifts), 1, 2));
  }

  private static CheckReport unknown() {
    return CheckReport.unknown("db/shop", FailOn.BREAKS, List.of("cannot connect", "really"));
  }

  private static ReportTestSuite readByMaven(CheckReport report) throws Exception {
    byte[] file = JunitXml.of(report, 1234).getBytes(StandardCharsets.UTF_8);
    List<ReportTestSuite> suites =
        new TestSuiteXmlParser(new NullConsoleLogger())
            .parse(new InputStreamReader(new ByteArrayInputStream(file), StandardCharsets.UTF_8));
    assertThat(suites).hasSize(1);
    return suites.get(0);
  }

  @Test
  void junitReportHasACaseForEachTableAndForWhatIsOfNone() throws Exception {
    ReportTestSuite suite = readByMaven(report(FailOn.BREAKS, MISSING, TYPE, LABEL));

    assertThat(suite.getNumberOfTests()).isEqualTo(3);
    assertThat(suite.getNumberOfFailures()).isEqualTo(2);
    assertThat(suite.getNumberOfErrors()).isZero();
    assertThat(suite.getTimeElapsed()).isEqualTo(1.234f);
    assertThat(suite.getTestCases())
        .extracting(ReportTestCase::getName, ReportTestCase::hasFailure)
        .containsExactly(
            tuple("public.orders", true),
            tuple("public.\"a<b>&'\\u{1}\\u{1b}\ud83d\ude00\"", false),
            tuple("public.mood", true));
    assertThat(suite.getTestCases().get(0).getFailureMessage())
        .isEqualTo("breaks missing_column public.orders.note; wanted: text");
    assertThat(suite.getTestCases().get(0).getFailureDetail()).doesNotContain("Price");
  }

  @Test
  void junitReportOfWhatIsUnknownIsAnError() throws Exception {
    ReportTestSuite suite = readByMaven(unknown());

    assertThat(suite.getNumberOfErrors()).isEqualTo(1);
    assertThat(suite.getTestCases()).singleElement().matches(ReportTestCase::hasError);
    assertThat(suite.getTestCases().get(0).getFailureDetail()).isEqualTo("cannot connect\nreally");
  }

  @ParameterizedTest
  @CsvSource({"BREAKS, false", "DIFFERS, true", "NONE, false"})
  void whatDiffersFailsOnlyIfItWasAskedFor(FailOn failOn, boolean fails) throws Exception {
    CheckReport report = report(failOn, TYPE);

    assertThat(report.fails()).isEqualTo(fails);
    assertThat(readByMaven(report).getNumberOfFailures()).isEqualTo(fails ? 1 : 0);
    assertThat(CheckJson.of(report, "1", 0)).contains("\"result\":\"drift\"");
  }

  @ParameterizedTest
  @CsvSource({"BREAKS, true", "DIFFERS, true", "NONE, false"})
  void whatBreaksFailsUnlessNothingShall(FailOn failOn, boolean fails) {
    assertThat(report(failOn, MISSING).fails()).isEqualTo(fails);
  }

  @Test
  void textHasTheWorstFirstAndTheSumLast() {
    assertThat(CheckText.of(report(FailOn.BREAKS, TYPE, MISSING)))
        .containsExactly(
            "breaks   missing_column       public.orders.note  wanted: text",
            "differs  column_type          public.orders.\"Price\"  wanted: numeric(10,2); found: integer",
            "drift: db/shop, 2 declared tables, 3 extra, 1 breaks, 1 differs");
  }

  @Test
  void textSteersNoTerminal() {
    Drift missing = Drift.missing(DriftKind.MISSING_TABLE, ODD);

    assertThat(CheckText.of(report(FailOn.BREAKS, missing)))
        .first()
        .asString()
        .contains("\\u{1b}")
        .doesNotContain("\u001b");
  }

  @Test
  void jsonTellsAllOfADifference() {
    assertThat(CheckJson.of(report(FailOn.BREAKS, TYPE), "1", 0))
        .isEqualTo(
            "{\"command\":\"check\",\"version\":\"1\",\"database\":\"db/shop\",\"result\":\"drift\","
                + "\"failOn\":\"breaks\",\"exitCode\":0,\"tables\":2,"
                + "\"counts\":{\"breaks\":0,\"differs\":1,\"extra\":3},"
                + "\"drift\":[{\"kind\":\"column_type\",\"severity\":\"differs\","
                + "\"relation\":\"public.orders\",\"name\":\"Price\","
                + "\"wanted\":\"numeric(10,2)\",\"found\":\"integer\"}]}");
  }

  @Test
  void noDriftIsSaidOnlyOfWhatWasCompared() {
    assertThat(CheckJson.of(report(FailOn.BREAKS), "1", 0)).contains("\"result\":\"no_drift\"");
    assertThat(CheckText.of(report(FailOn.BREAKS))).last().asString().startsWith("no drift: ");
    assertThat(CheckJson.of(unknown(), "1", 7))
        .contains("\"result\":\"unknown\"", "\"problems\":[\"cannot connect\",\"really\"]")
        .doesNotContain("no_drift", "counts", "\"drift\"");
    assertThat(CheckText.of(unknown()))
        .singleElement()
        .asString()
        .startsWith("unknown: ")
        .doesNotContain("no drift");
  }
}

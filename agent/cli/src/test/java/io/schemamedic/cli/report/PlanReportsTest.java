package io.schemamedic.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.plan.Hazard;
import io.schemamedic.engine.plan.PlannedStatement;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanReportsTest {
  private static final RelationName ORDERS =
      RelationName.of(Identifier.of("public"), Identifier.of("orders"));
  private static final RepairPlan PLAN =
      RepairPlan.builder()
          .statement(PlannedStatement.creating(ORDERS, "CREATE TABLE public.orders (\n  id int\n)"))
          .hazard(Hazard.of(Hazard.Kind.BUILDS_INDEX, "public.orders"))
          .build();

  private static PlanReport report(PlanEntry entry) {
    return PlanReport.planned("db/shop", List.of(entry), List.of());
  }

  @Test
  void whatWouldRunStandsThereAsStatement() {
    assertThat(PlanText.of(report(new PlanEntry("public.orders", PLAN, null, ""))))
        .containsExactly(
            "-- would run for public.orders",
            "--   hazard builds_index public.orders",
            "CREATE TABLE public.orders (",
            "  id int",
            ");",
            "",
            "-- db/shop: 1 would run, 0 refused; nothing was run");
  }

  @Test
  void whatIsRefusedIsAllComment() {
    PlanReport report =
        report(new PlanEntry("public.orders", PLAN, Reason.NOT_ALLOWED, "public.orders"));

    assertThat(PlanText.of(report))
        .contains("-- refused for public.orders: not_allowed (public.orders)")
        .contains("--   " + Reason.NOT_ALLOWED.advice())
        .allMatch(line -> line.isEmpty() || line.startsWith("-- "));
  }

  @Test
  void longStatementIsWhole() {
    String ddl = "CREATE TABLE public.orders (" + "id".repeat(5000) + " int)";
    RepairPlan plan =
        RepairPlan.builder().statement(PlannedStatement.creating(ORDERS, ddl)).build();

    assertThat(PlanText.of(report(new PlanEntry("public.orders", plan, null, ""))))
        .contains(ddl + ";");
  }

  @Test
  void jsonTellsDecisionReasonAndAdvice() {
    PlanReport report = report(new PlanEntry("public.orders", PLAN, Reason.NOT_ALLOWED, "x"));

    assertThat(PlanJson.of(report, "1", 0))
        .contains("\"decision\":\"refused\",\"reason\":\"not_allowed\",\"detail\":\"x\",\"advice\"")
        .contains("\"ddl\":[\"CREATE TABLE public.orders (\\n  id int\\n)\"]")
        .contains("\"hazards\":[{\"kind\":\"builds_index\",\"subject\":\"public.orders\"}]");
  }

  @Test
  void whatIsUnknownHasNoPlan() {
    PlanReport unknown = PlanReport.unknown("db/shop", List.of("cannot connect"));

    assertThat(PlanText.of(unknown)).singleElement().asString().startsWith("-- unknown: ");
    assertThat(PlanJson.of(unknown, "1", 7))
        .contains("\"result\":\"unknown\"")
        .doesNotContain("plans");
  }
}

package io.schemamedic.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentLogTest {
  private final List<String> lines = new ArrayList<>();
  private final HandClock clock = new HandClock();
  private final IncidentLog log = IncidentLog.of(clock, lines::add);

  @Test
  void lineHasConstantTextAndFields() {
    log.report(
        Incident.of("3fa91c-1", clock.instant(), "healed", "repaired")
            .database("app@db:5432")
            .relation("public.orders", List.of("note", "\"My\" col"))
            .failure("undefined_column", "42703")
            .detail("one column")
            .advice("Review the migration draft.")
            .ddl(List.of("ALTER TABLE public.orders ADD COLUMN note text"))
            .callDelay(Duration.ofMillis(31))
            .build()
            .ofStatement("f1"));

    assertThat(lines)
        .containsExactly(
            "[schema-medic] healed a failing call incident=\"3fa91c-1\" decision=\"healed\""
                + " reason=\"repaired\" database=\"app@db:5432\" relation=\"public.orders\""
                + " columns=\"note, \\\"My\\\" col\" kind=\"undefined_column\" sqlState=\"42703\""
                + " detail=\"one column\" ddl=\"ALTER TABLE public.orders ADD COLUMN note text\""
                + " statement=\"f1\" callDelayMillis=31 advice=\"Review the migration draft.\""
                + " runbook=\"reasons.md#repaired\"");
  }

  @Test
  void lineRefersToThePageOnceItIsServed() {
    Runbook runbook = new Runbook();
    IncidentLog served = IncidentLog.of(clock, lines::add, runbook);

    served.report(refused("public.t"));
    runbook.isServedAt("http://127.0.0.1:9464");
    served.report(refused("public.u"));

    assertThat(lines.get(0)).endsWith(" runbook=\"reasons.md#not_allowed\"");
    assertThat(lines.get(1)).endsWith(" runbook=\"http://127.0.0.1:9464/runbook#not_allowed\"");
  }

  @Test
  void hostileNamesStayOnOneLine() {
    log.report(
        Incident.of("i", clock.instant(), "refused", "undeclared")
            .relation("public.x\n[schema-medic] healed a failing call\u001b[2K", List.of())
            .build());

    assertThat(lines).singleElement().asString().doesNotContain("\n", "\u001b");
  }

  @Test
  void isDueExactlyWhenItWouldBeTold() {
    assertThat(log.isDue(refused("public.t"))).isTrue();
    log.report(refused("public.t"));
    assertThat(log.isDue(refused("public.t"))).isFalse();
    assertThat(log.isDue(refused("public.u"))).isTrue();
  }

  @Test
  void sameIncidentIsToldOnce() {
    for (int i = 0; i < 100; i++) {
      log.report(refused("public.t"));
    }

    assertThat(lines).hasSize(1);
  }

  @Test
  void changedDecisionIsTold() {
    log.report(occurrence("public.t", "failed", "lock_timeout"));
    log.report(occurrence("public.t", "healed", "lock_timeout"));
    log.report(occurrence("public.t", "healed", "lock_timeout"));

    assertThat(lines).hasSize(2);
  }

  @Test
  void otherReasonRelationColumnOrDatabaseIsAnotherIncident() {
    Instant now = clock.instant();
    log.report(refused("public.t"));
    log.report(occurrence("public.t", "refused", "denied"));
    log.report(refused("public.u"));
    log.report(
        Incident.of("i", now, "refused", "not_allowed").relation("public.t", List.of("c")).build());
    log.report(
        Incident.of("i", now, "refused", "not_allowed")
            .database("other")
            .relation("public.t", List.of())
            .build());

    assertThat(lines).hasSize(5);
  }

  @Test
  void reminderComesAfterTenMinutesWithTheNumberOfCalls() {
    log.report(refused("public.t"));
    clock.advance(Duration.ofMinutes(10).minusMillis(1));
    log.report(refused("public.t"));
    log.report(refused("public.t"));
    clock.advance(Duration.ofMillis(1));
    log.report(refused("public.t"));

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).doesNotContain("calls=");
    assertThat(lines.get(1)).contains(" calls=3");
  }

  @Test
  void stormOfDifferentIncidentsDoesNotFloodTheLog() {
    for (int i = 0; i < 858_000; i++) {
      log.report(refused("public.t" + i));
    }
    assertThat(lines).hasSize(60);

    clock.advance(Duration.ofMinutes(1));
    log.report(refused("public.last"));

    assertThat(lines).hasSize(62);
    assertThat(lines.get(60))
        .isEqualTo("[schema-medic] more incidents than fit into the log calls=857940");
  }

  private Incident refused(String relation) {
    return occurrence(relation, "refused", "not_allowed");
  }

  private Incident occurrence(String relation, String decision, String reason) {
    return Incident.of("i", clock.instant(), decision, reason)
        .relation(relation, List.of())
        .build();
  }

  /** Moves when told to. */
  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-11-22T16:15:00Z");

    void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}

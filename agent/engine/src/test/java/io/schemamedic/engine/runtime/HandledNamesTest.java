package io.schemamedic.engine.runtime;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.testing.TestCatalog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HandledNamesTest {
  private static final List<RelationName> VERSION = List.of(name("app.version"));
  private static final TestCatalog WITH_VERSION = new TestCatalog().table("app.version", "id");

  private final TestClock clock = new TestClock();
  private final HandledNames names = new HandledNames(clock);

  @Test
  void tableThatWasMissingAndCameByItselfIsHandled() {
    names.refused("one", Reason.NO_SCHEMA, VERSION);
    names.saw("one", WITH_VERSION.snapshot(), VERSION);

    assertThat(names.containsAny(VERSION)).isTrue();
    assertThat(names.containsAny(List.of(name("public.version")))).isFalse();
  }

  @Test
  void tableThatIsStillMissingIsNotHandled() {
    names.refused("one", Reason.NO_SCHEMA, VERSION);
    names.saw("one", new TestCatalog().snapshot(), VERSION);

    assertThat(names.containsAny(VERSION)).isFalse();
  }

  @Test
  void tableThatWasNeverMissingIsNotHandled() {
    names.saw("one", WITH_VERSION.snapshot(), VERSION);

    assertThat(names.containsAny(VERSION)).isFalse();
  }

  @Test
  void tableThatIsInAnotherDatabaseIsNotHandled() {
    names.refused("one", Reason.NO_SCHEMA, VERSION);
    names.saw("two", WITH_VERSION.snapshot(), VERSION);

    assertThat(names.containsAny(VERSION)).isFalse();
  }

  @Test
  void tableThatWeAddedIsNotHandled() {
    names.refused("one", Reason.NO_SCHEMA, VERSION);
    names.added("one", VERSION);
    names.saw("one", WITH_VERSION.snapshot(), VERSION);

    assertThat(names.containsAny(VERSION)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_SCHEMA", "WRONG_DATABASE", "NOT_ALLOWED", "DENIED"})
  void tableThatComesWithinTenSecondsIsHandled(Reason reason) {
    names.refused("one", reason, VERSION);
    clock.pass(Duration.ofSeconds(10));
    names.saw("one", WITH_VERSION.snapshot(), VERSION);

    assertThat(names.containsAny(VERSION)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_SCHEMA", "WRONG_DATABASE", "NOT_ALLOWED", "DENIED"})
  void tableThatComesLaterIsNotHandled(Reason reason) {
    names.refused("one", reason, VERSION);
    clock.pass(Duration.ofSeconds(10).plusNanos(1));
    names.saw("one", WITH_VERSION.snapshot(), VERSION);

    assertThat(names.containsAny(VERSION)).isFalse();
  }

  @Test
  void failingAgainUntilTheTableComesDoesNotMakeItHandled() {
    names.refused("one", Reason.NO_SCHEMA, VERSION);
    clock.pass(Duration.ofMinutes(5));
    names.refused("one", Reason.NO_SCHEMA, VERSION);
    names.saw("one", WITH_VERSION.snapshot(), VERSION);

    assertThat(names.containsAny(VERSION)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "BUSY",
        "BUDGET_SPENT",
        "CALLER_HOLDS_LOCK",
        "STALE_PLAN",
        "LEDGER_UNAVAILABLE",
        "NO_PRIVILEGE",
        "NOT_OWNER",
        "HAZARD_REFUSED",
        "PUBLISHED",
        "NO_USAGE",
        "MISSING_PARENT",
        "DDL_FORBIDDEN"
      })
  void tableThatAnotherMayHaveMadeWayForIsNotHandled(Reason reason) {
    names.refused("one", reason, VERSION);
    names.saw("one", WITH_VERSION.snapshot(), VERSION);

    assertThat(names.containsAny(VERSION)).isFalse();
  }

  @Test
  void oldestNameIsForgottenFirst() {
    names.refused("one", Reason.NO_SCHEMA, VERSION);
    for (int i = 0; i < HandledNames.MOST; i++) {
      names.refused("one", Reason.NO_SCHEMA, List.of(name("app.t" + i)));
    }
    List<RelationName> newest = List.of(name("app.t199"));
    TestCatalog both = new TestCatalog().table("app.version", "id").table("app.t199", "id");
    names.saw("one", both.snapshot(), VERSION);
    names.saw("one", both.snapshot(), newest);

    assertThat(names.containsAny(VERSION)).isFalse();
    assertThat(names.containsAny(newest)).isTrue();
  }
}

package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.source.Migration;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LandingAdviceTest {
  private static final RelationName ORDERS =
      RelationName.of(Identifier.of("public"), Identifier.of("orders"));
  private static final Identifier NOTE = Identifier.of("note");
  private static final Migration V7 =
      new Migration("7", "V7__note.sql", Set.of(), Map.of(ORDERS, Set.of(NOTE)));
  private static final RepairPlan NOTE_ADDED =
      RepairPlan.builder().newColumns(ORDERS, Set.of(NOTE)).build();

  @Test
  void migrationThatWouldFailIsNamedWithAWayOut() {
    assertThat(LandingAdvice.of(List.of(flyway(V7)), NOTE_ADDED))
        .singleElement()
        .asString()
        .startsWith("V7__note.sql makes this already: do not land this draft.")
        .contains("it fails", "IF NOT EXISTS");
  }

  @Test
  void changeSetGetsPreconditions() {
    assertThat(
            LandingAdvice.of(
                List.of(SourceContent.ofChangeLog("file:log.xml", schema(), List.of(V7))),
                NOTE_ADDED))
        .singleElement()
        .asString()
        .contains("onFail=MARK_RAN");
  }

  @Test
  void migrationThatRunsThroughNeedsNothing() {
    assertThat(LandingAdvice.of(List.of(flyway(V7.tolerant())), NOTE_ADDED))
        .singleElement()
        .asString()
        .doesNotContain("fails");
  }

  @Test
  void otherMigrationsAreNotConcerned() {
    Migration other =
        new Migration("8", "V8__x.sql", Set.of(), Map.of(ORDERS, Set.of(Identifier.of("other"))));

    assertThat(LandingAdvice.of(List.of(flyway(other)), NOTE_ADDED)).isEmpty();
    assertThat(LandingAdvice.of(List.of(), NOTE_ADDED)).isEmpty();
  }

  private static SourceContent flyway(Migration migration) {
    return SourceContent.ofMigrations("dir:migrations", schema(), List.of(migration));
  }

  private static DeclaredSchema schema() {
    return DeclaredSchema.builder().build();
  }
}

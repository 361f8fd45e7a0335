package io.schemamedic.engine.schema.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotentDdlTest {
  private static final RelationName ORDERS =
      RelationName.of(Identifier.of("public"), Identifier.of("orders"));

  @ParameterizedTest
  @ValueSource(strings = {"uuid DEFAULT gen_random_uuid()", "bigint DEFAULT nextval('numbers')"})
  void reviewerIsWarnedOfADefaultThatMayRewriteTheTable(String type) {
    assertThat(steps(type, Set.of(Identifier.of("added")), Set.of()))
        .singleElement()
        .satisfies(
            step ->
                assertThat(step.note()).contains("computed: added", "nobody read it meanwhile"));
  }

  @Test
  void reviewerIsWarnedAlsoOfWhatARepairHasLeftOut() {
    assertThat(
            steps(
                "uuid UNIQUE DEFAULT gen_random_uuid()", Set.of(), Set.of(Identifier.of("added"))))
        .first()
        .satisfies(step -> assertThat(step.note()).contains("computed: added"));
  }

  @Test
  void constantDefaultNeedsNoWarning() {
    assertThat(steps("varchar(9) NOT NULL DEFAULT 'new'", Set.of(Identifier.of("added")), Set.of()))
        .singleElement()
        .satisfies(step -> assertThat(step.note()).isEmpty());
  }

  private static List<MigrationStep> steps(
      String type, Set<Identifier> added, Set<Identifier> leftOut) {
    DeclaredSchema schema =
        DdlScriptReader.read("a.sql", "CREATE TABLE orders (id int, added " + type + ")");
    return IdempotentDdl.of(schema, List.of(), Map.of(ORDERS, added), Map.of(ORDERS, leftOut));
  }
}

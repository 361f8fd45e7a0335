package io.schemamedic.engine.guard;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.config.RelationPattern;
import io.schemamedic.engine.config.RepairBudget;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  private static final Policy POLICY =
      new Policy(
          List.of(RelationPattern.parse("public.*"), RelationPattern.parse("app.api_token")),
          List.of(RelationPattern.parse("public.secret")),
          Set.of(),
          new RepairBudget(10, 3, 30),
          false);

  @ParameterizedTest
  @CsvSource({
    "public.note, true",
    "app.note, false",
    "public.secret, false",
    "public.api_token, false",
    "app.api_token, true",
  })
  void mayRepairWhatIsAllowedAndNotDenied(String relation, boolean expected) {
    assertThat(POLICY.mayRepair(name(relation))).isEqualTo(expected);
  }
}

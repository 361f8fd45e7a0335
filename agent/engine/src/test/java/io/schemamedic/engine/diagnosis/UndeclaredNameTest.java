package io.schemamedic.engine.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.failure.Failure;
import io.schemamedic.engine.failure.NameChain;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.statement.NamedRelations;
import io.schemamedic.engine.statement.StatementShape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UndeclaredNameTest {
  private static final DeclaredSchema DECLARED =
      DdlScriptReader.read("test.sql", "CREATE TABLE orders (id int, note text)");

  @ParameterizedTest
  @ValueSource(strings = {"pg_temp", "pg_temp_17"})
  void tableInTheSchemaOfTemporaryOnesIsGone(String schemaName) {
    Diagnosis diagnosis = table(schemaName, "work");

    assertThat(diagnosis.reason()).isEqualTo(Reason.TEMPORARY_TABLE_GONE);
    assertThat(diagnosis.detail()).isEqualTo(schemaName + ".work");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pg_temp_", "pg_tempo", "temp"})
  void otherSchemasAreNotTemporary(String schemaName) {
    assertThat(table(schemaName, "unknown").reason()).isEqualTo(Reason.UNDECLARED);
  }

  @Test
  void columnOfAnAliasOfThatNameIsNoTable() {
    Failure failure = Failure.ofColumn(chain("pg_temp", "unknown"), false);

    assertThat(diagnose(failure).reason()).isEqualTo(Reason.UNDECLARED);
  }

  @Test
  void neighbourIsSaidToBeDeclared() {
    Diagnosis diagnosis = table("order");

    assertThat(diagnosis.reason()).isEqualTo(Reason.NEAR_MISS);
    assertThat(diagnosis.detail()).isEqualTo("public.orders is declared");
  }

  @Test
  void whatResemblesNothingIsUndeclared() {
    Diagnosis diagnosis = table("unknown");

    assertThat(diagnosis.reason()).isEqualTo(Reason.UNDECLARED);
    assertThat(diagnosis.detail()).isEqualTo("undefined_table unknown");
  }

  @Test
  void whatMayBeAValueIsNotTold() {
    Failure failure = Failure.ofRelation(NameChain.quoted(List.of(Identifier.of("Smith"))));

    assertThat(diagnose(failure).detail()).isEqualTo("undefined_table a quoted name");
  }

  @Test
  void neighbourOfAQuotedNameIsToldByItsOwnName() {
    Failure failure = Failure.ofRelation(NameChain.quoted(List.of(Identifier.of("ORDERS"))));

    assertThat(diagnose(failure).detail()).isEqualTo("public.orders is declared");
  }

  private static Diagnosis table(String... parts) {
    return diagnose(Failure.ofRelation(chain(parts)));
  }

  private static Diagnosis diagnose(Failure failure) {
    NamedRelations named = NamedRelations.of(StatementShape.of("SELECT * FROM unknown"));
    return UndeclaredName.diagnose(failure, named, DECLARED);
  }

  private static NameChain chain(String... parts) {
    return NameChain.of(Stream.of(parts).map(Identifier::of).toList());
  }
}

package io.schemamedic.engine.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.statement.StatementShape;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class FailureClassifierTest {

  /** The position is that of the mark; the message only has to hold the name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT * FROM ^missing_tbl                        | missing_tbl
          SELECT * FROM ^Missing_Tbl x                      | missing_tbl
          INSERT INTO ^app.missing_tbl (id) VALUES ($1)     | app.missing_tbl
          SELECT * FROM ^"Missing Tbl"                      | "Missing Tbl"
          SELECT * FROM ^App . "T"                          | app."T"
          SELECT * FROM ^"a""b"                             | "a""b"
          SELECT * FROM u JOIN/* x */^missing_tbl ON true   | missing_tbl
          WITH x AS (SELECT 1) SELECT * FROM x, ^missing_tbl| missing_tbl
          """)
  void missingRelationIsReadAtThePosition(String marked, String name) {
    Failure failure = classify("42P01", "parserOpenTable", marked, name.replace("\"\"", "\""));

    assertThat(failure.key()).isEqualTo("undefined_table " + name);
    assertThat(failure.unusable()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          checkInsertTargets        | INSERT INTO customer (id, ^missing_col) VALUES ($1, $2) | missing_col    | true
          transformUpdateTargetList | UPDATE customer SET ^missing_col = $1                   | missing_col    | true
          errorMissingColumn        | SELECT ^missing_col FROM customer                       | missing_col    | false
          errorMissingColumn        | SELECT ^c.missing_col FROM customer c                   | c.missing_col  | false
          errorMissingColumn        | SELECT ^a.c.missing_col FROM a.c                        | a.c.missing_col | false
          errorMissingColumn        | DELETE FROM customer WHERE ^missing_col = 1             | missing_col    | false
          errorMissingColumn        | INSERT INTO u VALUES (1) ON CONFLICT ^(missing_col) DO NOTHING | missing_col | false
          errorMissingColumn        | INSERT INTO u VALUES (1) ON CONFLICT ^((missing_col)) DO NOTHING | missing_col | false
          errorMissingColumn        | INSERT INTO u VALUES (1) ON CONFLICT (id) DO UPDATE SET a = ^excluded.missing_col | excluded.missing_col | false
          errorMissingColumn        | UPDATE u SET a = 1 RETURNING ^missing_col               | missing_col    | false
          errorMissingColumn        | SELECT a FROM u WHERE b = ^"missing col"                | "missing col"  | false
          """)
  void missingColumnIsReadAtThePosition(
      String routine, String marked, String name, boolean ofTarget) {
    Failure failure = classify("42703", routine, marked, name);

    assertThat(failure.key()).isEqualTo("undefined_column " + name);
    assertThat(failure.isColumnOfTarget()).isEqualTo(ofTarget);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          SELECT id FROM u WHERE a = ^smith             | smith
          SELECT id FROM u WHERE a = ^u.missing$1       | u."missing$1"
          SELECT id FROM u WHERE a = ^"Bob Smith 4111"  | a quoted name
          SELECT id FROM u WHERE a = ^"smith"           | a quoted name
          SELECT id FROM u WHERE a = ^u."smith"         | a quoted name
          SELECT id FROM u WHERE a = ^"u".smith         | a quoted name
          SELECT id FROM u WHERE a = ^“smith”           | a name with unusual characters
          SELECT id FROM u WHERE a = ^u.‘smith          | a name with unusual characters
          """)
  void nameThatMayBeAValueIsNotTold(String marked, String told) {
    Failure failure = classify("42703", "errorMissingColumn", marked, marked.replace("^", ""));

    assertThat(failure).hasToString("undefined_column " + told);
  }

  @ParameterizedTest
  @CsvSource({
    "42P01, errorMissingRTE, alias",
    "42P01, RangeVarGetRelidExtended, administrative_statement",
    "42P01, regclassin, administrative_statement",
    "42P01, DropErrorMsgNonExistent, administrative_statement",
    "42P01, exec_stmt_raise, raised_by_code",
    "42703, exec_stmt_raise, raised_by_code",
    "42703, unknown_attribute, unsupported_statement",
    "42703, transformFromClauseItem, unsupported_statement",
    "42703, CopyGetAttnums, unsupported_statement",
    "42703, ComputeIndexAttrs, unsupported_statement",
    "42703, plpgsql_exec_get_datum_type_info, unsupported_statement",
    "42703, , unsupported_statement",
    "42P01, , administrative_statement",
    "3F000, get_namespace_oid, no_schema",
    "42704, typenameType, missing_type",
    "42704, get_collation_oid, not_repairable_kind",
    "42883, ParseFuncOrColumn, missing_function",
    "42883, LookupFuncName, missing_function",
    "42883, LookupFuncWithArgs, missing_function",
    "42883, lookup_agg_function, missing_function",
    "42883, regprocin, not_repairable_kind",
    "42883, op_error, missing_operator",
    "42883, get_sort_group_operators, missing_operator",
    "42883, LookupOperName, missing_operator",
    "42883, LookupOperWithArgs, missing_operator",
    "42883, , not_repairable_kind",
    "42P02, variable_paramref_hook, not_repairable_kind",
    "42804, transformAssignedExpr, not_repairable_kind",
    "0A000, RevalidateCachedQuery, not_repairable_kind",
    "42501, aclcheck_error, not_repairable_kind",
  })
  void everythingElseIsOnlyCounted(String sqlState, String routine, String reason) {
    Failure failure = classify(sqlState, routine, "SELECT ^missing", "missing");

    assertThat(failure.unusable().code()).isEqualTo(reason);
    assertThat(failure.name()).isNull();
    assertThat(failure.kind().sqlState()).isEqualTo(sqlState);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      textBlock =
          """
          42P01 | regclassin               | SELECT nextval(^'s')                  | "s"             | missing_sequence         | s
          42P01 | RangeVarGetRelidExtended | SELECT currval(^'App.S')              | "app.s"         | missing_sequence         | app.s
          42P01 | regclassin               | SELECT NextVal( (^'s'::regclass) )    | "s"             | missing_sequence         | s
          42P01 | regclassin               | SELECT pg_catalog.setval(^'s', $1)    | "s"             | missing_sequence         | s
          42P01 | regclassin               | SELECT pg_sequence_last_value(^'s')   | "s"             | missing_sequence         | s
          3F000 | get_namespace_oid        | SELECT nextval(^'app.s')              | schema "app"    | missing_sequence         | app.s
          3F000 | get_namespace_oid        | SELECT nextval(^'app.s')              | schema "b"      | missing_sequence         | -
          3F000 | get_namespace_oid        | SELECT nextval(^'s')                  | schema "b"      | missing_sequence         | -
          42P01 | regclassin               | SELECT nextval(^'s')                  | "other"         | missing_sequence         | -
          42P01 | regclassin               | SELECT nextval(^'"Se q"')             | "Se q"          | missing_sequence         | -
          42P01 | regclassin               | SELECT nextval(^E's')                 | "s"             | missing_sequence         | -
          42P01 | regclassin               | SELECT nextval(^$$s$$)                | "s"             | missing_sequence         | -
          42P01 | regclassin               | SELECT nextval(^'a.b.c')              | "a.b.c"         | missing_sequence         | -
          42P01 | regclassin               | SELECT nextval(^'it''s')              | it's            | missing_sequence         | -
          42P01 | regclassin               | SELECT nextval(x, ^'s')               | "s"             | administrative_statement | -
          42P01 | regclassin               | SELECT app.nextval(^'s')              | "s"             | administrative_statement | -
          42P01 | regclassin               | SELECT nextval ^'s'                   | "s"             | administrative_statement | -
          42P01 | regclassin               | SELECT (^'s')                         | "s"             | administrative_statement | -
          42P01 | regclassin               | (^'s')                                | "s"             | administrative_statement | -
          42P01 | regclassin               | SELECT ^'s'::regclass                 | "s"             | administrative_statement | -
          42P01 | regclassin               | SELECT pg_relation_size(^'s')         | "s"             | administrative_statement | -
          42P01 | regclassin               | SELECT nextval('s^')                  | "s"             | administrative_statement | -
          42704 | typenameType             | SELECT 1::^nonesuch                   | "nonesuch"      | missing_type             | nonesuch
          42704 | typenameType             | SELECT 1::^App."None Such"[]          | app.None Such[] | missing_type             | a quoted name
          42704 | typenameType             | SELECT 1::^"nonesuch"                 | "nonesuch"      | missing_type             | a quoted name
          42883 | ParseFuncOrColumn        | SELECT ^"f"('secret')                 | f(unknown)      | missing_function         | a quoted name
          3F000 | get_namespace_oid        | SELECT ^"Smith".f()                   | "Smith"         | no_schema                | a quoted name
          3F000 | get_namespace_oid        | SELECT 1::^“smith”.nonesuch           | "“smith”"       | no_schema                | a name with unusual characters
          42704 | typenameType             | SELECT 1::^nonesuch                   | "other"         | missing_type             | -
          42704 | typenameType             | SELECT ^'secret'                      | secret          | missing_type             | -
          42883 | ParseFuncOrColumn        | SELECT ^App.f('secret')               | app.f(unknown)  | missing_function         | app.f
          42883 | ParseFuncOrColumn        | CALL ^p(1)                            | p(integer)      | missing_function         | p
          42883 | op_error                 | SELECT 1 ^=== 'secret'                | integer === x   | missing_operator         | ===
          42883 | op_error                 | SELECT 1 ^in ('secret')               | integer = x     | missing_operator         | -
          42883 | op_error                 | SELECT 1 ^=== 2                       | integer = x     | missing_operator         | -
          3F000 | get_namespace_oid        | SELECT 1::^App.nonesuch               | "app"           | no_schema                | app
          3F000 | get_namespace_oid        | SELECT ^app.f()                       | "other"         | no_schema                | -
          3F000 | get_namespace_oid        | SELECT ^f()                           | "f"             | no_schema                | -
          """)
  void otherMissingThingsAreNamedIfTheirNameIsBeyondDoubt(
      String sqlState, String routine, String marked, String message, String reason, String name) {
    Failure failure = classify(sqlState, routine, marked, message);

    assertThat(failure.unusable().code()).isEqualTo(reason);
    assertThat(failure.detail()).isEqualTo(name == null ? "" : name);
    assertThat(failure.name()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"23505", "23514", "25P02", "42601", "42P10", "42P18", "55P03", "08006", "0A000"})
  void errorsThatDoNotSpeakAboutTheSchemaAreNone(String sqlState) {
    assertThat(classify(sqlState, "parserOpenTable", "SELECT ^x", "x")).isNull();
  }

  @Test
  void noSqlStateIsNoFailure() {
    assertThat(FailureClassifier.classify(null, null, null)).isNull();
  }

  @Test
  void errorOfTheDriverItselfIsNotTheServers() {
    Failure failure =
        FailureClassifier.classify("42P01", null, StatementShape.of("SELECT 1 FROM x"));

    assertThat(failure.unusable()).isEqualTo(Reason.RAISED_BY_DRIVER);
  }

  @ParameterizedTest
  @CsvSource({
    "42P01, parserOpenTable, PL/pgSQL function f() line 1 at SQL statement, ",
    "42P01, parserOpenTable, , SELECT 1 FROM x",
    "42703, errorMissingColumn, SQL function \"f\" during startup, SELECT x",
    "42703, exec_assign_value, PL/pgSQL function t() line 2 at assignment, ",
  })
  void insideFunctionsNothingIsRead(
      String sqlState, String routine, String where, String internalQuery) {
    ServerError error =
        new ServerError("relation \"x\" does not exist", routine, 15, where, internalQuery);

    Failure failure =
        FailureClassifier.classify(sqlState, error, StatementShape.of("SELECT 1 FROM x"));

    assertThat(failure.unusable()).isEqualTo(Reason.INSIDE_FUNCTION);
  }

  @ParameterizedTest
  @CsvSource({
    "42P01, parserOpenTable, inside_function",
    "42883, ParseFuncOrColumn, inside_function",
    "42P01, exec_stmt_raise, raised_by_code",
  })
  void functionIsNamedInTheDetail(String sqlState, String routine, String reason) {
    ServerError error = new ServerError("x", routine, 0, "PL/pgSQL function f() line 1 at X", "x");

    Failure failure = FailureClassifier.classify(sqlState, error, StatementShape.of("SELECT f()"));

    assertThat(failure.unusable().code()).isEqualTo(reason);
    assertThat(failure.detail()).isEqualTo("f()");
  }

  @Test
  void errorForgedByUserCodeIsToldApartEvenIfNested() {
    ServerError error =
        new ServerError("relation \"x\" does not exist", "exec_stmt_raise", 15, "PL/pgSQL", null);

    assertThat(
            FailureClassifier.classify("42P01", error, StatementShape.of("SELECT 1 FROM x"))
                .unusable())
        .isEqualTo(Reason.RAISED_BY_CODE);
  }

  @Test
  void positionCountsCodePoints() {
    Failure failure =
        classify(
            "42P01", "parserOpenTable", "SELECT '😀漢字😀', 'é' FROM ^missing_tbl", "missing_tbl");

    assertThat(failure).hasToString("undefined_table missing_tbl");
  }

  @Test
  void nameWithEmojiIsRead() {
    Failure failure = classify("42P01", "parserOpenTable", "SELECT * FROM ^t😀", "t😀");

    assertThat(failure.name().last().value()).isEqualTo("t😀");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "la relation « missing_tbl » n'existe pas",
        "Relation »missing_tbl« existiert nicht",
        "リレーション\"missing_tbl\"は存在しません"
      })
  void translatedMessagesDoNotMatter(String message) {
    Failure failure = classify("42P01", "parserOpenTable", "SELECT * FROM ^missing_tbl", message);

    assertThat(failure).hasToString("undefined_table missing_tbl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Simple query mode and poolers rewrite the text: the position lands elsewhere.
        "SELECT * FROM mis^sing_tbl",
        "SELECT * FROM ^other_tbl",
        "SELECT ^* FROM missing_tbl",
        "SELECT * ^FROM missing_tbl",
        "SELECT * FROM missing_tbl^",
        "SELECT * FROM missing_tbl ^ ",
        "SELECT 'missing^_tbl'",
        "SELECT ^'missing_tbl'",
        "SELECT * FROM ^U&\"missing_tbl\"",
        "SELECT * FROM ^db.app.missing_tbl",
        "SELECT * FROM ^app.",
        "SELECT * FROM ^\"missing_tbl",
      })
  void nameThatIsInDoubtIsNotRead(String marked) {
    Failure failure = classify("42P01", "parserOpenTable", marked, "\"missing_tbl\"");

    assertThat(failure.unusable()).isEqualTo(Reason.UNREADABLE_NAME);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          errorMissingColumn        | SELECT ^a.b.c.missing_col FROM a.b.c
          errorMissingColumn        | SELECT ^t.* FROM t
          checkInsertTargets        | INSERT INTO t (^missing_col.f) VALUES (1)
          transformUpdateTargetList | UPDATE t SET ^t.missing_col = 1
          errorMissingColumn        | SELECT ^U&"missing_col" FROM t
          """)
  void columnNameThatIsInDoubtIsNotRead(String routine, String marked) {
    Failure failure = classify("42703", routine, marked, "missing_col");

    assertThat(failure.unusable()).isEqualTo(Reason.UNREADABLE_NAME);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void positionOutsideOfTheTextIsNotRead(int position) {
    ServerError error = new ServerError("x", "parserOpenTable", position, null, null);

    assertThat(
            FailureClassifier.classify("42P01", error, StatementShape.of("SELECT * FROM x"))
                .unusable())
        .isEqualTo(Reason.UNREADABLE_NAME);
  }

  @Test
  void unknownTextIsNotRead() {
    ServerError error = new ServerError("x", "parserOpenTable", 1, null, null);

    assertThat(FailureClassifier.classify("42P01", error, null).unusable())
        .isEqualTo(Reason.UNREADABLE_NAME);
  }

  @Test
  void withoutMessageThereIsNoCrossCheckAndNoName() {
    assertThat(classify("42P01", "parserOpenTable", "SELECT * FROM ^x", null).unusable())
        .isEqualTo(Reason.UNREADABLE_NAME);
  }

  @Test
  void longNameIsCutAsTheServerCutsIt() {
    String cut = "n".repeat(63);

    Failure failure = classify("42P01", "parserOpenTable", "SELECT * FROM ^" + "N".repeat(70), cut);

    assertThat(failure.name().last().value()).isEqualTo(cut);
  }

  @Test
  void sameGapIsSameKindAndSameName() {
    Failure table = classify("42P01", "parserOpenTable", "SELECT * FROM ^x", "x");
    Failure sameTable = classify("42P01", "parserOpenTable", "SELECT 1, 2 FROM ^X", "x");
    Failure column = classify("42703", "errorMissingColumn", "SELECT ^x", "x");
    Failure counted = classify("42P01", "errorMissingRTE", "SELECT ^x", "x");

    assertThat(table.isSameGap(sameTable)).isTrue();
    assertThat(table.isSameGap(column)).isFalse();
    assertThat(counted.isSameGap(counted)).isFalse();
  }

  private static Failure classify(String sqlState, String routine, String marked, String message) {
    int mark = marked.indexOf('^');
    String sent = marked.substring(0, mark) + marked.substring(mark + 1);
    ServerError error =
        new ServerError(message, routine, sent.codePointCount(0, mark) + 1, null, null);
    return FailureClassifier.classify(sqlState, error, StatementShape.of(sent));
  }
}

package io.schemamedic.engine.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.statement.Role;
import io.schemamedic.entry.FailedCall.Form;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RetryPolicyTest {

  /** An empty state is one that could not be read. */
  @ParameterizedTest
  @CsvSource({
    "true, IDLE, repeat",
    "false, IDLE, rollback and repeat",
    "true, OPEN, later_in_transaction",
    "false, OPEN, later_in_transaction",
    "true, FAILED, later_in_transaction",
    "false, FAILED, later_in_transaction",
    "true, UNHEARD_OF, later_in_transaction",
    "true, , unknown_transaction_state",
    "false, , unknown_transaction_state",
  })
  void transactionDecides(boolean autoCommit, @Nullable String state, String expected) {
    for (Form form : new Form[] {Form.STATEMENT, Form.PREPARED, Form.PREPARED_BATCH}) {
      RetryDecision decision =
          RetryPolicy.decide(
              new CallFacts(form, autoCommit, state, 1, false, true, true, false), Role.TARGET);

      assertThat(text(decision)).as("%s", form).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "true, IDLE, true",
    "false, IDLE, false",
    "true, OPEN, false",
    "false, OPEN, false",
    "true, , false",
  })
  void outsideATransactionIsAutocommitAndIdle(
      boolean autoCommit, @Nullable String state, boolean outside) {
    CallFacts facts = new CallFacts(Form.PREPARED, autoCommit, state, 1, false, true, true, false);

    assertThat(facts.isOutsideTransaction()).isEqualTo(outside);
  }

  @ParameterizedTest
  @CsvSource({"true, IDLE", "false, IDLE", "false, OPEN"})
  void connectionOfATransactionManagerIsNeverRepeatedNorLent(boolean autoCommit, String state) {
    CallFacts facts = new CallFacts(Form.PREPARED, autoCommit, state, 1, false, true, true, true);

    assertThat(text(RetryPolicy.decide(facts, Role.TARGET))).isEqualTo("xa");
    assertThat(facts.isOutsideTransaction()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void onlyPredicatesForbid(Role role) {
    String expected = role == Role.PREDICATE ? "predicate" : "repeat";

    assertThat(
            text(
                RetryPolicy.decide(
                    new CallFacts(Form.PREPARED, true, "IDLE", 1, false, false, false, false),
                    role)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "CALLABLE, 1, false, true, true, callable",
    "STATEMENT_BATCH, 1, false, true, true, statement_batch",
    "COPY, 1, false, true, true, copy",
    "STATEMENT, 2, false, true, true, several_statements",
    "STATEMENT, 0, false, true, true, several_statements",
    "PREPARED, 2, false, true, true, several_statements",
    "PREPARED, 1, true, true, true, stream_parameter",
    "PREPARED_BATCH, 1, true, true, true, stream_parameter",
    "PREPARED_BATCH, 1, false, false, true, batch_partly_applied",
    "PREPARED_BATCH, 1, false, true, false, batch_not_restorable",
    "PREPARED_BATCH, 1, false, true, true, repeat",
    "PREPARED, 1, false, false, false, repeat",
    "STATEMENT, 1, false, false, false, repeat",
  })
  void callDecides(
      Form form,
      int statements,
      boolean streams,
      boolean nothingApplied,
      boolean restorable,
      String expected) {
    RetryDecision decision =
        RetryPolicy.decide(
            new CallFacts(
                form, true, "IDLE", statements, streams, nothingApplied, restorable, false),
            Role.TARGET);

    assertThat(text(decision)).isEqualTo(expected);
  }

  /** Whatever is combined, a repetition needs all of the conditions at once. */
  @ParameterizedTest
  @MethodSource("everyCombination")
  void repeatedOnlyIfNothingSpeaksAgainstIt(
      Form form, String state, int statements, boolean streams, boolean nothing, Role role) {
    boolean expected =
        form != Form.CALLABLE
            && form != Form.STATEMENT_BATCH
            && form != Form.COPY
            && state.equals("IDLE")
            && statements == 1
            && !streams
            && (form != Form.PREPARED_BATCH || nothing)
            && role != Role.PREDICATE;

    RetryDecision decision =
        RetryPolicy.decide(
            new CallFacts(form, true, state, statements, streams, nothing, true, false), role);

    assertThat(decision.isRepeat()).isEqualTo(expected);
  }

  static List<Object[]> everyCombination() {
    List<Object[]> all = new ArrayList<>();
    for (Form form : Form.values()) {
      for (String state : List.of("IDLE", "OPEN", "FAILED")) {
        for (int statements = 1; statements <= 2; statements++) {
          for (Role role : Role.values()) {
            for (int bits = 0; bits < 4; bits++) {
              boolean streams = (bits & 1) != 0;
              boolean nothing = (bits & 2) != 0;
              all.add(new Object[] {form, state, statements, streams, nothing, role});
            }
          }
        }
      }
    }
    return all;
  }

  private static String text(RetryDecision decision) {
    if (!decision.isRepeat()) {
      Reason reason = decision.reason();
      assertThat(decision.isRollbackFirst()).isFalse();
      return reason.code();
    }
    return decision.isRollbackFirst() ? "rollback and repeat" : "repeat";
  }
}

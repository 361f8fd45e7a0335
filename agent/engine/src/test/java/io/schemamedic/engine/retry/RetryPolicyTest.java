package io.schemamedic.engine.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.statement.Role;
import io.schemamedic.entry.FailedCall.Form;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RetryPolicyTest {
  private static final RetryPolicy POLICY = new RetryPolicy(false);
  private static final RetryPolicy UNDER_SAVEPOINTS = new RetryPolicy(true);

  /** An empty state is one that could not be read. */
  @ParameterizedTest
  @CsvSource({
    "true, IDLE, repeat from IDLE",
    "false, IDLE, rollback and repeat from FAILED",
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
          POLICY.decide(
              new CallFacts(form, autoCommit, state, 1, false, true, true, false, false),
              Role.TARGET,
              true);

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
    CallFacts facts =
        new CallFacts(Form.PREPARED, autoCommit, state, 1, false, true, true, false, false);

    assertThat(facts.isOutsideTransaction()).isEqualTo(outside);
  }

  /** With {@code autosave=always} the driver has gone back to its savepoint. */
  @ParameterizedTest
  @CsvSource({
    "true, OPEN, repeat from OPEN",
    "false, OPEN, repeat from OPEN",
    "false, IDLE, repeat from OPEN",
    "true, IDLE, repeat from IDLE",
    "false, FAILED, later_in_transaction",
    "false, , unknown_transaction_state",
  })
  void transactionThatTheDriverKeptWholeGoesOnIfItsOwnerWantsThat(
      boolean autoCommit, @Nullable String state, String expected) {
    for (Form form : new Form[] {Form.STATEMENT, Form.PREPARED, Form.PREPARED_BATCH}) {
      CallFacts undone = new CallFacts(form, autoCommit, state, 1, false, true, true, false, true);

      assertThat(text(UNDER_SAVEPOINTS.decide(undone, Role.TARGET, false))).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "true, OPEN, later_in_transaction",
    "false, OPEN, later_in_transaction",
    "false, IDLE, rollback and repeat from FAILED",
  })
  void savepointOfTheDriverCountsForNothingOtherwise(
      boolean autoCommit, String state, String expected) {
    CallFacts undone =
        new CallFacts(Form.PREPARED, autoCommit, state, 1, false, true, true, false, true);

    assertThat(text(POLICY.decide(undone, Role.TARGET, false))).isEqualTo(expected);
  }

  @Test
  void savepointOfTheServiceIsNeverGoneBackTo() {
    CallFacts failed =
        new CallFacts(Form.PREPARED, false, "OPEN", 1, false, true, true, false, false);

    assertThat(text(UNDER_SAVEPOINTS.decide(failed, Role.TARGET, false)))
        .isEqualTo("later_in_transaction");
  }

  @Test
  void snapshotThatMayBeOlderThanARewriteIsNotGoneOnWith() {
    CallFacts undone =
        new CallFacts(Form.PREPARED, false, "OPEN", 1, false, true, true, false, true);

    assertThat(text(UNDER_SAVEPOINTS.decide(undone, Role.TARGET, true)))
        .isEqualTo("rewrite_unknown");
  }

  @Test
  void rewriteDoesNotMatterToANewTransaction() {
    CallFacts first =
        new CallFacts(Form.PREPARED, false, "IDLE", 1, false, true, true, false, false);

    assertThat(text(UNDER_SAVEPOINTS.decide(first, Role.TARGET, true)))
        .isEqualTo("rollback and repeat from FAILED");
  }

  @ParameterizedTest
  @CsvSource({
    "CALLABLE, 1, false, true, TARGET, callable",
    "STATEMENT_BATCH, 1, false, true, TARGET, statement_batch",
    "PREPARED, 2, false, true, TARGET, several_statements",
    "PREPARED, 1, true, true, TARGET, stream_parameter",
    "PREPARED, 1, false, true, PREDICATE, predicate",
    "PREPARED_BATCH, 1, false, false, TARGET, batch_partly_applied",
  })
  void savepointSetsNoOtherRuleAside(
      Form form, int statements, boolean streams, boolean nothing, Role role, String expected) {
    CallFacts undone =
        new CallFacts(form, false, "OPEN", statements, streams, nothing, true, false, true);

    assertThat(text(UNDER_SAVEPOINTS.decide(undone, role, false))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "PREPARED, true, IDLE, false, repeat from IDLE",
    "PREPARED, false, IDLE, false, rollback and repeat from FAILED",
    "PREPARED_BATCH, false, IDLE, false, rollback and repeat from FAILED",
    "PREPARED, false, OPEN, false, later_in_transaction",
    "PREPARED, false, OPEN, true, rewrite_unknown",
    "CALLABLE, false, IDLE, false, callable",
  })
  void stalePlanIsRepeatedByEveryOtherRule(
      Form form, boolean autoCommit, String state, boolean undone, String expected) {
    CallFacts facts = new CallFacts(form, autoCommit, state, 1, false, true, true, false, undone);

    assertThat(text(UNDER_SAVEPOINTS.decideForStalePlan(facts, true))).isEqualTo(expected);
  }

  @Test
  void stalePlanOfWhatMayMeanSomethingElseNowIsNotRepeated() {
    CallFacts facts =
        new CallFacts(Form.PREPARED, false, "IDLE", 1, false, true, true, false, false);

    assertThat(text(POLICY.decideForStalePlan(facts, false))).isEqualTo("predicate");
  }

  @ParameterizedTest
  @CsvSource({"true, IDLE", "false, IDLE", "false, OPEN"})
  void connectionOfATransactionManagerIsNeverRepeatedNorLent(boolean autoCommit, String state) {
    CallFacts facts =
        new CallFacts(Form.PREPARED, autoCommit, state, 1, false, true, true, true, true);

    assertThat(text(UNDER_SAVEPOINTS.decide(facts, Role.TARGET, false))).isEqualTo("xa");
    assertThat(facts.isOutsideTransaction()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void onlyPredicatesForbid(Role role) {
    String expected = role == Role.PREDICATE ? "predicate" : "repeat from IDLE";

    assertThat(
            text(
                POLICY.decide(
                    new CallFacts(
                        Form.PREPARED, true, "IDLE", 1, false, false, false, false, false),
                    role,
                    true)))
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
    "PREPARED_BATCH, 1, false, true, true, repeat from IDLE",
    "PREPARED, 1, false, false, false, repeat from IDLE",
    "STATEMENT, 1, false, false, false, repeat from IDLE",
  })
  void callDecides(
      Form form,
      int statements,
      boolean streams,
      boolean nothingApplied,
      boolean restorable,
      String expected) {
    RetryDecision decision =
        POLICY.decide(
            new CallFacts(
                form, true, "IDLE", statements, streams, nothingApplied, restorable, false, false),
            Role.TARGET,
            true);

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
        POLICY.decide(
            new CallFacts(form, true, state, statements, streams, nothing, true, false, false),
            role,
            true);

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
      assertThat(decision.stateBefore()).isEmpty();
      return reason.code();
    }
    String repetition = decision.isRollbackFirst() ? "rollback and repeat" : "repeat";
    return repetition + " from " + decision.stateBefore();
  }
}

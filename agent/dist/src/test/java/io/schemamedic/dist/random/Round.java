package io.schemamedic.dist.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.program.Step;
import io.schemamedic.dist.scenario.RunningService;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One gap, one call, twice: without the agent and with it. Whatever comes out, nothing may have
 * changed but what was declared, by addition, and a call that is not healed may not be told from
 * one without the agent.
 *
 * @param script what the owner declared
 * @param happened since then, by {@link Gaps}
 * @param parameters of the connection's URL
 */
record Round(String script, List<String> happened, String parameters, List<Step> steps) {

  /** How a round ended. */
  enum Ending {
    /** The agent added nothing. */
    UNTOUCHED,
    /** It added something, and the caller got its exception. */
    REPAIRED,
    /** It added something, and the caller noticed nothing. */
    HEALED
  }

  /** Plays it, and fails if anything is as it must not be. */
  Ending play(Site plain, RunningService without, Site healed, RunningService with, Audit audit)
      throws SQLException {
    plain.become(script, happened);
    healed.become(script, happened);
    Listing before = healed.listing();
    assertSame(before, plain.listing());

    List<String> expected = plain.answers(without, parameters, steps);
    List<String> seen = healed.answers(with, parameters, steps);
    List<Audit.Repair> repairs = audit.newRepairs();
    Listing after = healed.listing();
    if (repairs.isEmpty()) {
      assertThat(seen).as("what the service sees").isEqualTo(expected);
      assertSame(after, plain.listing());
      return Ending.UNTOUCHED;
    }
    assertOnlyDeclaredIsAdded(before, after, wholeOf(plain));
    boolean rethrown = seen.equals(expected);
    compareWithHands(plain, without, repairs, rethrown ? List.of() : seen, after);
    return rethrown ? Ending.REPAIRED : Ending.HEALED;
  }

  /** What the declared schema is on a real server. */
  private Listing wholeOf(Site plain) throws SQLException {
    plain.become(script, List.of());
    return plain.listing();
  }

  private static void assertOnlyDeclaredIsAdded(Listing before, Listing after, Listing whole) {
    assertThat(after.identity())
        .as("relations that were there")
        .containsAllEntriesOf(before.identity());
    assertThat(after.catalog()).as("catalog").containsAllEntriesOf(before.catalog());
    for (Map.Entry<String, String> entry : after.catalog().entrySet()) {
      String object = entry.getKey();
      boolean named =
          object.startsWith("table ") && !object.matches("(?s).* (constraint|index) .*");
      if (named && !before.catalog().containsKey(object)) {
        assertThat(whole.catalog()).as("what is declared").containsKey(object);
        assertThat(unnumbered(entry.getValue()))
            .as(object)
            .isEqualTo(unnumbered(whole.catalog().getOrDefault(object, "")));
      }
    }
  }

  /** A sequence whose name was taken gets another one. */
  private static String unnumbered(String definition) {
    return definition.replaceAll("nextval\\('.*?'::regclass\\)", "nextval(<sequence>)");
  }

  /**
   * The same DDL by hand, without the agent. A call that was healed must then give the same answer;
   * one that was not has been made before.
   */
  private void compareWithHands(
      Site plain,
      RunningService without,
      List<Audit.Repair> repairs,
      List<String> healedAnswers,
      Listing after)
      throws SQLException {
    List<String> ddl = new ArrayList<>();
    repairs.forEach(repair -> ddl.addAll(repair.ddl()));
    plain.become(script, happened);
    if (healedAnswers.isEmpty()) {
      plain.answers(without, parameters, steps);
      plain.run(ddl);
    } else {
      plain.run(ddl);
      assertThat(healedAnswers)
          .as("what the service sees")
          .isEqualTo(plain.answers(without, parameters, steps));
    }
    assertSame(after, plain.listing());
  }

  private static void assertSame(Listing seen, Listing expected) {
    assertThat(seen.catalog()).as("catalog").isEqualTo(expected.catalog());
    assertThat(seen.rows()).as("rows").isEqualTo(expected.rows());
  }

  @Override
  public String toString() {
    return "declared:\n%s\nhappened:\n%s\nparameters: %s\nsteps: %s"
        .formatted(script, String.join("\n", happened), parameters, steps);
  }
}

package io.schemamedic.dist.scenario;

import io.schemamedic.dist.program.Step;

/**
 * What becomes of one way into the driver when its table is missing. The tables {@code one}, {@code
 * two} and {@code three} are declared alike.
 */
final class EntryPointRows {
  private static final String COLUMNS =
      " (id int DEFAULT 7, note text DEFAULT 'calm', bytes bytea, number numeric,"
          + " moment timestamptz, day date, uid uuid, span interval, list int[], doc jsonb)";

  /** Functions that are made before the tables they use. */
  private static final String FUNCTIONS =
      """
      CREATE EXTENSION hstore;
      CREATE FUNCTION find_in_one(text) RETURNS int LANGUAGE plpgsql AS
        $$ BEGIN RETURN (SELECT max(id) FROM one); END $$;
      CREATE PROCEDURE keep_in_one(text) LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO one (note) VALUES ($1); END $$;
      CREATE FUNCTION late(n int) RETURNS int LANGUAGE plpgsql AS
        $$ BEGIN IF n > 5 THEN PERFORM 1 FROM one; END IF; RETURN n; END $$;
      """;

  private EntryPointRows() {}

  static String declared() {
    return table("one") + ";" + table("two") + ";" + table("three") + ";";
  }

  static String table(String name) {
    return "CREATE TABLE " + name + COLUMNS;
  }

  /**
   * Healed in autocommit and as the first statement of a transaction; later in one, the caller gets
   * its exception and the next transaction works.
   */
  static Scenario healed(String entryPoint) {
    return healed(entryPoint, "");
  }

  /**
   * As {@link #healed(String)}.
   *
   * @param parameters of the URL, each after an ampersand; also part of the name
   */
  static Scenario healed(String entryPoint, String parameters) {
    return scenario(entryPoint + parameters)
        .calls(Step.connect(parameters))
        .byHand(table("one"))
        .calls(Step.entryPoint(entryPoint, "one"))
        .decides("healed", "repaired")
        .calls(Step.autoCommit(false))
        .byHand(table("two"))
        .calls(Step.entryPoint(entryPoint, "two"), Step.commit())
        .decides("healed", "repaired")
        .calls(Step.execute("SELECT 1"), Step.entryPoint(entryPoint, "three"), Step.rollback())
        .byHand(table("three"))
        .decides("repaired_for_next", "later_in_transaction")
        .calls(Step.entryPoint(entryPoint, "three"), Step.commit());
  }

  /** Healed in autocommit. */
  static Scenario healedOnce(String entryPoint) {
    return scenario(entryPoint)
        .byHand(table("one"))
        .calls(Step.entryPoint(entryPoint, "one"))
        .decides("healed", "repaired");
  }

  /** The caller has its exception, and the next call works. */
  static Scenario nextTime(String entryPoint, String reason) {
    return nextTime(entryPoint, "", reason);
  }

  static Scenario nextTime(String entryPoint, String parameters, String reason) {
    return scenario(entryPoint + parameters)
        .calls(Step.connect(parameters), Step.entryPoint(entryPoint, "one"))
        .byHand(table("one"))
        .decides("repaired_for_next", reason)
        .calls(Step.entryPoint(entryPoint, "one"));
  }

  /** As {@link #nextTime(String, String)}, first in a transaction and later in one. */
  static Scenario nextTransaction(String entryPoint, String reason) {
    return scenario(entryPoint + " in transactions")
        .calls(Step.autoCommit(false), Step.entryPoint(entryPoint, "one"), Step.rollback())
        .byHand(table("one"))
        .decides("repaired_for_next", reason)
        .calls(Step.execute("SELECT 1"), Step.entryPoint(entryPoint, "two"), Step.rollback())
        .byHand(table("two"))
        .decides("repaired_for_next", reason)
        .calls(Step.entryPoint(entryPoint, "one"), Step.entryPoint(entryPoint, "two"))
        .calls(Step.commit());
  }

  /** The caller has its exception, and nothing is done. */
  static Scenario refused(String entryPoint, String reason) {
    return scenario(entryPoint)
        .calls(Step.entryPoint(entryPoint, "one"))
        .decides("refused", reason);
  }

  /** The agent does not see it. */
  static Scenario unseen(String entryPoint) {
    return scenario(entryPoint).calls(Step.entryPoint(entryPoint, "one")).asksNothing();
  }

  static Scenario scenario(String name) {
    return Scenario.of(name).givenBySuperuser(FUNCTIONS);
  }
}

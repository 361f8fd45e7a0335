package io.schemamedic.dist.scenario;

import io.schemamedic.engine.testing.TestDatabase;

/** The server's roles; they outlive the databases. */
public final class Roles {
  /** Owns the database of each scenario. */
  public static final String OWNER = "medic_owner";

  /** Owns nothing and may do nothing but what a scenario grants. */
  public static final String USER = "medic_user";

  private Roles() {}

  /**
   * Makes the roles if need be, and the database the owner's. One thread at a time, since two that
   * make a role at once collide.
   */
  public static synchronized void prepare(TestDatabase database) {
    for (String role : new String[] {OWNER, USER}) {
      database.execute(
          "DO $$ BEGIN IF to_regrole('%1$s') IS NULL THEN CREATE ROLE %1$s LOGIN; END IF; END $$"
              .formatted(role));
    }
    database.execute("ALTER DATABASE " + database.name() + " OWNER TO " + OWNER);
  }
}

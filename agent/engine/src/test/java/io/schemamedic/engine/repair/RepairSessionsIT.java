package io.schemamedic.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.catalog.CatalogSnapshot;
import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
@NullUnmarked
class RepairSessionsIT {
  private static final RepairRole SERVICES = new RepairRole(null, null, () -> null);

  @Test
  void sessionStandsInTheServicesDatabaseAndSaysWhoseItIs(TestDatabase database)
      throws SQLException {
    try (RepairSession session = session(SERVICES, target(database), null, 0)) {
      assertThat(session.serviceRole()).isEqualTo(Identifier.of("postgres"));
      assertThat(text(session, "SELECT current_database()")).isEqualTo(database.name());
      assertThat(text(session, "SHOW application_name")).isEqualTo("schema-medic");
      assertThat(session.connection().getAutoCommit()).isTrue();
    }
  }

  @Test
  void settingsInTheServicesUrlDoNotReachOurSession(TestDatabase database) throws SQLException {
    ServiceTarget target =
        target(
            database.jdbcUrl("postgres")
                + "&ApplicationName=shop&autosave=always&prepareThreshold=1&readOnly=true"
                + "&preferQueryMode=simple&socketTimeout=0");

    try (RepairSession session = session(SERVICES, target, null, 0)) {
      assertThat(text(session, "SHOW application_name")).isEqualTo("schema-medic");
      assertThat(text(session, "SHOW transaction_read_only")).isEqualTo("off");
      assertThat(session.connection().getClientInfo("ApplicationName")).isEqualTo("schema-medic");
    }
  }

  @Test
  void serviceThatConnectedBeforeTheAgentCannotBeReached(TestDatabase database) {
    ServiceTarget target = new ServiceTarget(database.url(), "postgres", null, loader());

    refused(new RepairSessions(SERVICES, 5).open(target, null, 0), Reason.NO_REPAIR_SESSION);
  }

  @Test
  void serverThatIsAwayIsSaidByItsSqlstateAlone() {
    SessionResult result =
        new RepairSessions(SERVICES, 1)
            .open(target("jdbc:postgresql://127.0.0.1:1/shop?password=s3cret"), null, 0);

    refused(result, Reason.NO_REPAIR_SESSION);
    assertThat(result.detail()).isEqualTo("sqlstate 08001");
  }

  @Test
  void urlOfAnotherKindIsNoSession() {
    refused(
        new RepairSessions(SERVICES, 1).open(target("jdbc:other://x"), null, 0),
        Reason.NO_REPAIR_SESSION);
  }

  @Test
  void otherRoleSeesWithTheServicesEyes(TestDatabase database) throws SQLException {
    String role = role(database);
    database.execute("CREATE SCHEMA " + role);
    ServiceTarget target = target(database.jdbcUrl(role));

    try (RepairSession session =
        session(new RepairRole(null, "postgres", () -> null), target, null, 0)) {
      assertThat(text(session, "SELECT current_user")).isEqualTo("postgres");
      assertThat(session.serviceRole()).isEqualTo(Identifier.of(role));
      assertThat(session.searchPath()).isEqualTo(role + ", public");
      CatalogSnapshot catalog = session.readCatalog(List.of(Trial.name("public.t")));
      assertThat(session.isOtherRole(catalog)).isTrue();
      assertThat(catalog.facts().searchPath())
          .extracting(Identifier::value)
          .containsExactly(role, "public");
    }
  }

  @Test
  void otherRoleInAnotherDatabaseIsRefused(TestDatabase database, TestDatabase other) {
    RepairRole role = new RepairRole(other.url(), null, () -> null);

    refused(new RepairSessions(role, 5).open(target(database), null, 0), Reason.WRONG_DATABASE);
    assertThat(
            other.query(
                "SELECT count(*) FROM pg_stat_activity"
                    + " WHERE application_name = 'schema-medic' AND datname = current_database()"))
        .containsExactly("0");
  }

  @Test
  void callerInAnotherDatabaseIsRefused(TestDatabase database, TestDatabase other)
      throws SQLException {
    try (Connection caller = other.connection()) {
      refused(
          new RepairSessions(SERVICES, 5).open(target(database), null, pid(caller)),
          Reason.WRONG_DATABASE);
    }
  }

  @Test
  void callerInTheSameDatabaseProvesIt(TestDatabase database) throws SQLException {
    try (Connection caller = database.connection();
        RepairSession session = session(SERVICES, target(database), null, pid(caller))) {
      assertThat(session.isInThisDatabase(pid(caller))).contains(true);
    }
  }

  @Test
  void callerThatIsNotToBeSeenIsTakenOnTrustForASingleHost(TestDatabase database)
      throws SQLException {
    try (RepairSession session = session(SERVICES, target(database), null, 1)) {
      assertThat(session.isInThisDatabase(1)).isEmpty();
    }
  }

  @Test
  void callerThatIsNotToBeSeenIsNotTakenOnTrustForSeveralHosts(TestDatabase database) {
    ServiceTarget target =
        target(
            "jdbc:postgresql://127.0.0.1:1,127.0.0.1:%d/%s?user=postgres"
                .formatted(database.port(), database.name()));

    refused(new RepairSessions(SERVICES, 5).open(target, null, 1), Reason.WRONG_DATABASE);
    refused(new RepairSessions(SERVICES, 5).open(target, null, 0), Reason.WRONG_DATABASE);
  }

  @Test
  void callerThatIsNotToBeSeenAndWantsAStandbyIsTakenToBeOnOne(TestDatabase database) {
    ServiceTarget target =
        target(
            "jdbc:postgresql://127.0.0.1:1,127.0.0.1:%d/%s?user=postgres"
                    .formatted(database.port(), database.name())
                + "&targetServerType=preferSecondary");

    SessionResult result = new RepairSessions(SERVICES, 5).open(target, null, 0);

    refused(result, Reason.STANDBY);
    assertThat(result.detail()).isEqualTo("targetServerType=prefersecondary");
  }

  @Test
  void reportedSearchPathCountsMoreThanTheSessionsOwn(TestDatabase database) throws SQLException {
    try (RepairSession session = session(SERVICES, target(database), "app, public", 0)) {
      assertThat(session.searchPath()).isEqualTo("app, public");
    }
  }

  @Test
  void readingTheCatalogLeavesNoTransactionAndNoSetting(TestDatabase database) throws SQLException {
    database.execute("CREATE SCHEMA app; CREATE TABLE app.t (id int)");
    try (RepairSession session = session(SERVICES, target(database), "app", 0)) {
      CatalogSnapshot catalog = session.readCatalog(List.of(Trial.name("app.t")));

      assertThat(catalog.facts().searchPath()).extracting(Identifier::value).containsExactly("app");
      assertThat(catalog.relation(Trial.name("app.t"))).isNotNull();
      assertThat(session.connection().getAutoCommit()).isTrue();
      assertThat(text(session, "SHOW search_path")).isEqualTo("\"$user\", public");
    }
  }

  private static RepairSession session(
      RepairRole role, ServiceTarget target, String searchPath, int callerPid) {
    SessionResult result = new RepairSessions(role, 5).open(target, searchPath, callerPid);
    assertThat(result.session()).as(() -> result.reason() + " " + result.detail()).isNotNull();
    return result.session();
  }

  private static void refused(SessionResult result, Reason reason) {
    assertThat(result.session()).isNull();
    assertThat(result.reason()).isEqualTo(reason);
  }

  private static ServiceTarget target(TestDatabase database) {
    return target(database.url());
  }

  private static ServiceTarget target(String url) {
    return new ServiceTarget(url, "postgres", new Properties(), loader());
  }

  private static ClassLoader loader() {
    return org.postgresql.Driver.class.getClassLoader();
  }

  private static String role(TestDatabase database) {
    String role = "service_" + database.name();
    database.execute("CREATE ROLE " + role + " LOGIN");
    return role;
  }

  private static String text(RepairSession session, String sql) throws SQLException {
    try (Statement statement = session.connection().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static int pid(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}

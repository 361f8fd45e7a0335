package io.schemamedic.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.dist.FreePort;
import io.schemamedic.dist.scenario.Roles;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A check that could not be completed says so everywhere, and never that there is no drift. */
@ExtendWith(TestDatabaseExtension.class)
class UnknownIT {
  private static final int UNREACHABLE = 7;
  private static final int NOT_COMPLETED = 8;

  private final Path directory;

  UnknownIT(@TempDir Path directory) {
    this.directory = directory;
  }

  private Result check(Map<String, String> environment, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("check", "--declared", Tool.declared(directory, LockedTable.DDL), "--json"));
    words.addAll(List.of("--junit", directory.resolve("report.xml").toString()));
    words.addAll(List.of(more));
    return Tool.runWith(environment, words.toArray(String[]::new));
  }

  private void assertUnknown(Result result, int exitCode, String... told) throws IOException {
    assertThat(result.exitCode()).as("%s", result).isEqualTo(exitCode);
    assertThat(result.out())
        .singleElement()
        .asString()
        .contains("\"result\":\"unknown\"", "\"exitCode\":" + exitCode, "\"problems\":[")
        .contains(told)
        .doesNotContain("no_drift", "\"drift\"");
    assertThat(String.join("\n", result.err())).contains(told);
    assertThat(Files.readString(directory.resolve("report.xml")))
        .contains("errors=\"1\"", "<error type=\"unknown\"")
        .contains(told);
    assertThat(result.toString()).doesNotContain(Tool.CANARY);
  }

  @Test
  void nobodyAnswers() throws IOException {
    assertUnknown(
        check(
            Map.of("SCHEMAMEDIC_PASSWORD", Tool.CANARY),
            "--url=jdbc:postgresql://127.0.0.1:" + FreePort.find() + "/shop"),
        UNREACHABLE,
        "cannot connect to 127.0.0.1:");
  }

  @Test
  void somebodyAnswersWhoIsNoPostgres() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      assertUnknown(
          check(
              Map.of(),
              "--url=jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/shop",
              "--timeout=1s"),
          UNREACHABLE,
          "127.0.0.1:" + silent.getLocalPort() + "/shop");
    }
  }

  @Test
  void databaseIsNotThere(TestDatabase database) throws IOException {
    assertUnknown(
        check(Map.of(), "--url=" + database.url().replace(database.name(), "nowhere")),
        UNREACHABLE,
        "sqlstate 3D000");
  }

  @Test
  void passwordIsWrong(TestDatabase database) throws IOException {
    String role = requirePassword(database);

    assertUnknown(
        check(Map.of("PGPASSWORD", Tool.CANARY), "--url=" + database.jdbcUrl(role)),
        UNREACHABLE,
        "sqlstate 28P01",
        "--password-file or SCHEMAMEDIC_PASSWORD");
  }

  @Test
  void passwordIsRightWhereverItComesFrom(TestDatabase database) throws IOException {
    String role = requirePassword(database);
    database.execute(LockedTable.DDL);
    Path file = Files.writeString(directory.resolve("secret"), "right\n");
    String url = "--url=" + database.jdbcUrl(role);

    assertThat(check(Map.of("PGPASSWORD", "right"), url).exitCode()).isZero();
    assertThat(
            check(Map.of("PGPASSWORD", "wrong", "SCHEMAMEDIC_PASSWORD", "right"), url).exitCode())
        .isZero();
    assertThat(
            check(Map.of("SCHEMAMEDIC_PASSWORD", "wrong"), url, "--password-file=" + file)
                .exitCode())
        .isZero();
  }

  /** From the next connection on, this role has to know its password. */
  private static String requirePassword(TestDatabase database) throws IOException {
    String role = "medic_secretive";
    database.execute(
        "DO $$ BEGIN IF to_regrole('%1$s') IS NULL THEN CREATE ROLE %1$s LOGIN PASSWORD 'right'; END IF; END $$"
            .formatted(role));
    Path rules = Path.of(database.query("SHOW hba_file").get(0));
    String rule = "host all " + role + " 127.0.0.1/32 scram-sha-256\n";
    String before = Files.readString(rules);
    if (!before.startsWith(rule)) {
      Files.writeString(rules, rule + before);
    }
    database.execute("SELECT pg_reload_conf()");
    return role;
  }

  @Test
  void roleMayNotReadTheCatalog(TestDatabase database) throws IOException {
    Roles.prepare(database);
    database.execute(LockedTable.DDL, "REVOKE SELECT ON pg_catalog.pg_class FROM public");

    assertUnknown(
        check(Map.of(), "--url=" + database.jdbcUrl(Roles.USER)), NOT_COMPLETED, "sqlstate 42501");
  }

  @Test
  void tableIsLockedForTooLong(TestDatabase database) throws Exception {
    try (LockedTable table = LockedTable.in(database)) {
      assertUnknown(check(Map.of(), "--url=" + table.url()), NOT_COMPLETED, "sqlstate 55P03");
    }
  }
}

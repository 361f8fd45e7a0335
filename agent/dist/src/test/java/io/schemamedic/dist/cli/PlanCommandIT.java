package io.schemamedic.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.dist.scenario.Roles;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a repair would do, asked of the shipped jar. */
@ExtendWith(TestDatabaseExtension.class)
class PlanCommandIT {
  private static final String DECLARED =
      """
      CREATE TABLE users (id bigint PRIMARY KEY, "Odd ""Name\""" text DEFAULT 'it''s');
      CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));
      CREATE TABLE secrets (id bigint PRIMARY KEY);
      """;

  private final Path directory;

  PlanCommandIT(@TempDir Path directory) {
    this.directory = directory;
  }

  private Result plan(TestDatabase database, String role, String... more) {
    List<String> words =
        new ArrayList<>(List.of("plan", "--url", database.jdbcUrl(role), "--declared"));
    words.add(Tool.declared(directory, DECLARED));
    words.addAll(List.of(more));
    return Tool.run(words.toArray(String[]::new));
  }

  @Test
  void ddlThatWouldRunIsShownAndNotRun(TestDatabase database) {
    database.execute("CREATE TABLE users (id bigint PRIMARY KEY)");

    Result result = plan(database, "postgres", "--allow=public.*", "--deny=public.secrets");

    assertThat(result.exitCode()).as("%s", result).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("ALTER TABLE public.users ADD COLUMN \"Odd \"\"Name\"\"\" text DEFAULT 'it''s';")
        .contains("CREATE TABLE public.orders (")
        .contains("--   hazard brief_exclusive_lock public.users")
        .anyMatch(line -> line.startsWith("-- refused for public.secrets: denied"))
        .endsWith("-- " + place(database) + ": 2 would run, 1 refused; nothing was run");
    assertThat(database.query("SELECT to_regclass('orders')")).containsExactly("null");
  }

  @Test
  void whatWouldRunIsAScriptThatRuns(TestDatabase database) {
    database.execute("CREATE TABLE users (id bigint PRIMARY KEY)");

    Result result = plan(database, "postgres", "--allow=public.*");
    database.execute(String.join("\n", result.out()));

    assertThat(plan(database, "postgres", "--allow=public.*").out())
        .containsExactly("-- nothing to repair: " + place(database));
  }

  @Test
  void migrationThatHasNotRunIsNamed(TestDatabase database) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("migration"));
    Files.writeString(
        folder.resolve("V1__users.sql"), "CREATE TABLE users (id bigint PRIMARY KEY);");
    Files.writeString(folder.resolve("V2__note.sql"), "ALTER TABLE users ADD COLUMN note text;");
    database.execute(
        "CREATE TABLE users (id bigint PRIMARY KEY)",
        """
        CREATE TABLE flyway_schema_history (
          installed_rank int PRIMARY KEY, version varchar(50), description varchar(200) NOT NULL,
          type varchar(20) NOT NULL, script varchar(1000) NOT NULL, checksum int,
          installed_by varchar(100) NOT NULL, installed_on timestamp NOT NULL DEFAULT now(),
          execution_time int NOT NULL, success boolean NOT NULL)
        """,
        """
        INSERT INTO flyway_schema_history
        VALUES (1, '1', 'users', 'SQL', 'V1__users.sql', 0, 'postgres', now(), 1, true)
        """);

    Result result =
        Tool.run(
            "plan",
            "--url=" + database.url(),
            "--allow=public.*",
            "--declared",
            "classpath:migration",
            "--class-path",
            directory.toString());

    assertThat(result.exitCode()).as("%s", result).isZero();
    assertThat(result.out())
        .contains("--   V2__note.sql has not run here and makes the same")
        .contains("--   hazard pending_migration V2__note.sql")
        .contains("ALTER TABLE public.users ADD COLUMN note text;");
  }

  @Test
  void roleWithoutRightsIsRefusedWithReasonAndAdvice(TestDatabase database) {
    Roles.prepare(database);
    database.execute("CREATE TABLE users (id bigint PRIMARY KEY)");

    Result result = plan(database, Roles.USER, "--allow=public.*", "--json");

    assertThat(result.exitCode()).as("%s", result).isZero();
    assertThat(result.out())
        .singleElement()
        .asString()
        .contains("\"decision\":\"refused\",\"reason\":\"not_owner\"")
        .contains("\"advice\":")
        .doesNotContain("would_run");
  }

  private static String place(TestDatabase database) {
    return "127.0.0.1:" + database.port() + "/" + database.name();
  }
}

package io.schemamedic.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.program.FirstRequests;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A statement in the middle of a transaction, in the first requests after the start. */
class BlockingCheckIT {
  private final Path directory;

  BlockingCheckIT(@TempDir Path directory) {
    this.directory = directory;
  }

  /** What it is good for: nothing that is decided on a failure can save these requests. */
  @Test
  void withTheCheckInTheBackgroundARequestFails() throws IOException {
    try (TestDatabase database = database()) {
      ForkedJvm.Result result = run(database, "background");

      assertThat(result.out()).contains("failed 42P01");
    }
  }

  @Test
  void withTheBlockingCheckNoRequestSeesAnError() throws IOException {
    try (TestDatabase database = database()) {
      ForkedJvm.Result result = run(database, "blocking");

      assertThat(result.out()).containsExactly("done", "done", "done");
      assertThat(database.query("SELECT count(*) FROM orders")).containsExactly("3");
      assertThat(result.err())
          .filteredOn(line -> line.contains("repaired_for_next"))
          .singleElement()
          .asString()
          .contains("public.orders", "reason=\"repaired\"");
    }
  }

  private static TestDatabase database() {
    TestDatabase database = TestPostgres.instance().newDatabase();
    database.execute("CREATE TABLE customers (id int PRIMARY KEY)");
    return database;
  }

  private ForkedJvm.Result run(TestDatabase database, String check) throws IOException {
    Path declared = directory.resolve("shop.sql");
    Files.writeString(
        declared,
        "CREATE TABLE customers (id int PRIMARY KEY);"
            + " CREATE TABLE orders (id int PRIMARY KEY, customer int REFERENCES customers,"
            + " note text);");
    return AgentSetup.repairing(directory, "file:" + declared, "check.on-connect=" + check)
        .jvm()
        .run(FirstRequests.class, database.url());
  }
}

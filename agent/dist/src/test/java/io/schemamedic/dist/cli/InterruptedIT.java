package io.schemamedic.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import io.schemamedic.engine.testing.LoggedStatement;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

/** A check whose server, network or user has had enough in the middle of it. */
@ExtendWith(TestDatabaseExtension.class)
class InterruptedIT {
  private final Path directory;

  InterruptedIT(@TempDir Path directory) {
    this.directory = directory;
  }

  private Process check(LockedTable table, String... more) throws IOException {
    return new ForkedJvm(Jdk.current())
        .javaBuilder(
            Tool.command(
                "check",
                "--url=" + table.url(),
                "--declared=" + Tool.declared(directory, LockedTable.DDL),
                "--driver-jar=" + ForkedJvm.jarOf(Driver.class),
                "--timeout=" + (more.length == 0 ? "30s" : more[0])))
        .redirectErrorStream(true)
        .start();
  }

  private static String said(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void signal(String name, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
        .isZero();
  }

  @Test
  void serverThatEndsTheSessionIsUnreachable(TestDatabase database) throws Exception {
    try (LockedTable table = LockedTable.in(database)) {
      Process check = check(table);
      table.terminate(table.waitingSession());

      assertThat(said(check)).contains("unknown: ", "lost the connection");
      assertThat(check.waitFor()).isEqualTo(7);
    }
  }

  @Test
  void serverThatStopsAnsweringIsUnknownInTime(TestDatabase database) throws Exception {
    try (LockedTable table = LockedTable.in(database)) {
      Process check = check(table, "3s");
      int session = table.waitingSession();
      signal("STOP", session);
      try {
        assertThat(said(check)).contains("unknown: ", "took longer than --timeout 3s");
        assertThat(check.waitFor()).isEqualTo(8);
      } finally {
        signal("CONT", session);
      }
    }
  }

  /** As Ctrl-C does; a shell may have told its children to ignore that. */
  @Test
  void endOfTheProcessStopsTheQueryAndClosesTheSession(TestDatabase database) throws Exception {
    try (LockedTable table = LockedTable.in(database)) {
      database.logDdl();
      Process check = check(table);
      int session = table.waitingSession();
      signal("TERM", check.pid());

      // The system's code for a process that was ended; neither "no drift" nor "drift".
      assertThat(check.waitFor()).isEqualTo(128 + 15);
      assertThat(said(check)).doesNotContain("drift");
      assertThat(table.isGone(session)).isTrue();
      assertThat(database.ddlAndErrors())
          .extracting(LoggedStatement::message)
          .anyMatch(message -> message.startsWith("error 57014"))
          .noneMatch(message -> message.startsWith("error 55P03"));
    }
  }
}

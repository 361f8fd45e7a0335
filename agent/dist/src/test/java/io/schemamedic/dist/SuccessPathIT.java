package io.schemamedic.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.java8.SmallService;
import io.schemamedic.dist.program.EveryMethod;
import io.schemamedic.engine.testing.LoggedStatement;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The oath's first line: a healthy call costs nothing. The agent is at its most eager: it may
 * repair, and the tables that are used are declared.
 */
class SuccessPathIT {
  private static final String OBSERVE = "mode=observe;http.port=off";
  private static final String SERVICE = "service under test";

  @TempDir private Path directory = Path.of("");
  private String repair = "";

  @BeforeEach
  void declareTables() throws IOException {
    Path declared = Files.writeString(directory.resolve("note.sql"), "CREATE TABLE note (id int);");
    repair = "mode=repair;http.port=off;allow=public.*;declared=file:" + declared;
  }

  @Test
  void noMethodAllocatesAByteMoreThanWithoutTheAgent() {
    Map<String, Long> without = allocations(new ForkedJvm(Jdk.current()));
    Map<String, Long> with = allocations(new ForkedJvm(Jdk.current()).withAgent(repair));

    assertThat(without.keySet()).containsAll(ExecuteMethods.names());
    assertThat(with).isEqualTo(without);
  }

  @Test
  void serverIsSentTheSameByEveryMethodLineByLine() {
    List<String> without = sentBy(EveryMethod.class, new ForkedJvm(Jdk.current()));
    List<String> with = sentBy(EveryMethod.class, new ForkedJvm(Jdk.current()).withAgent(repair));

    assertThat(without).hasSizeGreaterThan(1000);
    assertThat(with).isEqualTo(without);
  }

  @Test
  void failureThatIsOnlyObservedSendsNothingEither() {
    List<String> without = sentBy(SmallService.class, new ForkedJvm(Jdk.current()));
    List<String> with = sentBy(SmallService.class, new ForkedJvm(Jdk.current()).withAgent(OBSERVE));

    assertThat(without).isNotEmpty();
    assertThat(with).isEqualTo(without);
  }

  @Test
  void observingAgentOpensNoSession() {
    try (TestDatabase database = TestPostgres.instance().newDatabase()) {
      database.logStatements();

      new ForkedJvm(Jdk.current())
          .withAgent(OBSERVE)
          .run(SmallService.class, database.url() + "&ApplicationName=" + SERVICE);

      assertThat(database.serverLog())
          .hasSizeGreaterThan(1)
          .extracting(LoggedStatement::pid)
          .containsOnly(database.serverLog().get(0).pid());
    }
  }

  private static Map<String, Long> allocations(ForkedJvm jvm) {
    try (TestDatabase database = TestPostgres.instance().newDatabase()) {
      Map<String, Long> bytes = new TreeMap<>();
      for (String line : jvm.with("-Xint").run(EveryMethod.class, database.url()).out()) {
        int space = line.lastIndexOf(' ');
        bytes.put(line.substring(0, space), Long.valueOf(line.substring(space + 1)));
      }
      return bytes;
    }
  }

  /** The server's log of the program's connection: its statements and their values. */
  private static List<String> sentBy(Class<?> program, ForkedJvm jvm) {
    try (TestDatabase database = TestPostgres.instance().newDatabase()) {
      database.logStatements();
      jvm.run(program, database.url() + "&ApplicationName=" + SERVICE);
      return database.serverLog().stream()
          .filter(line -> line.application().equals(SERVICE))
          .map(line -> line.message() + " | " + line.detail())
          .toList();
    }
  }
}

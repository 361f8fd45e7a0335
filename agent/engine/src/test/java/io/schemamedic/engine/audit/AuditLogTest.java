package io.schemamedic.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final Instant TIME = Instant.parse("2026-11-22T16:15:00.120999Z");
  private Path file;
  private AuditLog log;

  @BeforeEach
  void open(@TempDir Path directory) {
    file = directory.resolve("audit.jsonl");
    log = AuditLog.to(file.toFile(), "0.1.0", "12@host");
  }

  @Test
  void entryWithEverythingHasTheFieldsOfTheContract() throws IOException {
    log.append(
        AuditEntry.at(TIME, AuditEvent.DECISION, "i-1")
            .database("app@db:5432")
            .relation("public.orders", List.of("note"))
            .failure("undefined_column", "42703")
            .mode("repair")
            .decision("healed", "repaired", "one column")
            .statementFingerprint("f1")
            .plan("p1", List.of("ALTER TABLE public.orders ADD COLUMN note text"))
            .premises("c1", List.of("left_out x"))
            .role("owner")
            .duration(Duration.ofMillis(12))
            .callDelay(Duration.ofMillis(15))
            .repairId("r-1")
            .build());

    assertThat(file)
        .hasContent(
            "{\"time\":\"2026-11-22T16:15:00.120Z\",\"event\":\"decision\",\"incident\":\"i-1\","
                + "\"database\":\"app@db:5432\",\"relation\":\"public.orders\",\"columns\":[\"note\"],"
                + "\"kind\":\"undefined_column\",\"sqlState\":\"42703\",\"mode\":\"repair\","
                + "\"decision\":\"healed\",\"reason\":\"repaired\",\"detail\":\"one column\","
                + "\"statementFingerprint\":\"f1\",\"planFingerprint\":\"p1\","
                + "\"catalogFingerprint\":\"c1\",\"hazards\":[\"left_out x\"],"
                + "\"ddl\":[\"ALTER TABLE public.orders ADD COLUMN note text\"],\"durationMillis\":12,"
                + "\"callDelayMillis\":15,\"repairId\":\"r-1\",\"role\":\"owner\",\"agentVersion\":\"0.1.0\","
                + "\"process\":\"12@host\"}\n");
  }

  @Test
  void entryWithNothingHasOnlyWhatIsKnown() throws IOException {
    log.append(AuditEntry.at(TIME, AuditEvent.OUTCOME, "i-1").build());

    assertThat(file)
        .hasContent(
            "{\"time\":\"2026-11-22T16:15:00.120Z\",\"event\":\"outcome\",\"incident\":\"i-1\","
                + "\"agentVersion\":\"0.1.0\",\"process\":\"12@host\"}\n");
  }

  @Test
  void hostileNamesStayOnOneLine() throws IOException {
    log.append(
        AuditEntry.at(TIME, AuditEvent.DECISION, "i-1")
            .relation("public.a\n{\"event\":\"x\"}\u2028\ud800", List.of())
            .build());

    assertThat(Files.readString(file).lines()).hasSize(1);
  }

  @Test
  void entriesAreAppendedToWhatIsThere() throws IOException {
    Files.writeString(file, "{\"old\":1}\n");

    log.append(entry("a"));
    log.append(entry("b"));

    assertThat(Files.readAllLines(file)).hasSize(3).first().isEqualTo("{\"old\":1}");
  }

  @Test
  void halfALineLeftByACrashIsNotGluedToTheNext() throws IOException {
    Files.writeString(file, "{\"half");

    log.append(entry("a"));

    assertThat(Files.readAllLines(file)).hasSize(2).last().asString().startsWith("{\"time\"");
  }

  @Test
  void rotatedFileIsMadeAnew() throws IOException {
    log.append(entry("a"));
    Files.move(file, file.resolveSibling("audit.jsonl.1"));

    log.append(entry("b"));

    assertThat(Files.readAllLines(file)).singleElement().asString().contains("\"b\"");
  }

  @Test
  void entryThatCannotBeWrittenIsAnErrorAndTheNextOneIsWhole() throws IOException {
    log.append(entry("a"));
    Files.delete(file);
    Files.createDirectory(file);
    assertThatThrownBy(() -> log.append(entry("b"))).isInstanceOf(IOException.class);
    Files.delete(file);

    log.append(entry("c"));

    assertThat(Files.readAllLines(file)).singleElement().asString().contains("\"c\"");
  }

  @Test
  void fullDiskIsAnError() {
    File full = new File("/dev/full");
    Assumptions.assumeTrue(full.exists(), "a device that is always full");

    assertThatThrownBy(() -> AuditLog.to(full, "0", "p").append(entry("a")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void withoutAFileEntriesVanish() throws IOException {
    AuditLog.nowhere().append(entry("a"));

    assertThat(file).doesNotExist();
  }

  @Test
  void concurrentEntriesAreAllThereAndWhole() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      // Two logs on one file stand for two processes.
      AuditLog second = AuditLog.to(file.toFile(), "0.1.0", "13@host");
      List<Future<?>> all =
          IntStream.range(0, 8)
              .<Future<?>>mapToObj(
                  thread ->
                      threads.submit(
                          () -> {
                            for (int i = 0; i < 50; i++) {
                              (thread % 2 == 0 ? log : second).append(entry("i-" + i));
                            }
                            return null;
                          }))
              .toList();
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }

    assertThat(Files.readAllLines(file))
        .hasSize(400)
        .allMatch(line -> line.startsWith("{\"time\"") && line.endsWith("@host\"}"));
  }

  @Test
  void processNameIsPidAndHost() {
    assertThat(ProcessName.current(Map.of("HOSTNAME", "box")))
        .isEqualTo(ProcessHandle.current().pid() + "@box");
    assertThat(ProcessName.current(Map.of())).matches("[0-9]+@.+");
  }

  private static AuditEntry entry(String incident) {
    return AuditEntry.at(TIME, AuditEvent.DECISION, incident).build();
  }
}

package io.schemamedic.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM of its own, in which nobody records before its program does. */
class DecisionEventsTest {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  @Test
  void eachDecisionIsAnEventWhileSomebodyRecords(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path file = directory.resolve("decisions.jfr");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Recorded.class.getName(),
                    file.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output.lines())
        .containsExactly("initialised false", "registered true", "registered false");
    List<RecordedEvent> events =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("io.schemamedic.Decision"))
            .toList();
    // The first, what fits into one second, and the first of the next second.
    assertThat(events).hasSize(1 + DecisionEvents.MOST_A_SECOND + 1);
    assertThat(events.get(0))
        .satisfies(
            event -> {
              assertThat(event.getString("decision")).isEqualTo("refused");
              assertThat(event.getString("reason")).isEqualTo("not_owner");
              assertThat(event.getString("database")).isEqualTo("db1:5432/shop");
              assertThat(event.getString("relation")).isEqualTo("public.orders");
              assertThat(event.getString("columns")).isEqualTo("note, amount");
              assertThat(event.getString("incident")).isEqualTo("3fa91c-1");
              assertThat(event.getString("plan")).isEqualTo("1f3a");
              assertThat(event.getString("by")).isEqualTo("call");
              assertThat(event.getLong("leftOut")).isZero();
            });
    assertThat(events.get(events.size() - 1).getLong("leftOut"))
        .isEqualTo(Recorded.STORM - DecisionEvents.MOST_A_SECOND);
    assertThat(events.stream().mapToLong(event -> 1 + event.getLong("leftOut")).sum())
        .isEqualTo(1 + Recorded.STORM + 1);
    assertThat(events.get(0).getEventType().getFields())
        .extracting(field -> field.getName())
        .doesNotContain("sql", "statement", "detail", "ddl");
  }

  /** Runs in a JVM of its own. */
  static final class Recorded {
    static final int STORM = 2_000;

    private Recorded() {}

    public static void main(String[] arguments) throws IOException {
      List<Throwable> errors = new ArrayList<>();
      DecisionEvents events = new DecisionEvents(errors::add);
      events.record(decision(0));
      System.out.println("initialised " + FlightRecorder.isInitialized());
      try (Recording recording = new Recording()) {
        recording.start();
        events.record(decision(0));
        for (int i = 0; i < STORM; i++) {
          events.record(decision(1));
        }
        events.record(decision(2));
        System.out.println("registered " + isRegistered());
        recording.stop();
        recording.dump(Path.of(arguments[0]));
      }
      events.close();
      events.record(decision(3));
      System.out.println("registered " + isRegistered());
      errors.forEach(Throwable::printStackTrace);
    }

    private static boolean isRegistered() {
      return FlightRecorder.getFlightRecorder().getEventTypes().stream()
          .anyMatch(type -> type.getName().startsWith("io.schemamedic"));
    }

    private static Incident decision(int second) {
      return Incident.of("3fa91c-1", NOON.plusSeconds(second), "refused", "not_owner")
          .database("db1:5432/shop")
          .relation("public.orders", List.of("note", "amount"))
          .detail("secret")
          .plan("1f3a")
          .by("call")
          .build();
    }
  }
}

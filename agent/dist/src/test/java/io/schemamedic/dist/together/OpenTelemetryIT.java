package io.schemamedic.dist.together;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.ShippedJar;
import io.schemamedic.dist.program.Step;
import io.schemamedic.dist.scenario.RunningService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With the OpenTelemetry Java agent, which weaves the same methods: callers see what they see with
 * it alone, down to the frames, and it reports every call.
 */
class OpenTelemetryIT {
  private static final Pattern SPAN =
      Pattern.compile(".*LoggingSpanExporter - '(?<name>[^']*)' .*[{ ]thread\\.name=main[,}].*");
  private static final Pattern ERROR = Pattern.compile("error\\.type=(\\w+)");

  @TempDir private static Path directory = Path.of("");
  private static List<String> before = List.of();
  private static List<String> spansBefore = List.of();
  private static List<String> answers = List.of();
  private static List<String> spans = List.of();

  @BeforeAll
  static void runWithOpenTelemetryAlone() {
    try (GapInDatabase gap = new GapInDatabase();
        RunningService service = RunningService.start(withOpenTelemetry(traced()))) {
      before = gap.begin(service);
      spansBefore = spans(service);
      answers = gap.needOfNothing(service);
      spans = spans(service);
    }
    assertThat(spansBefore).hasSize(3);
    assertThat(spans).hasSizeGreaterThan(9).anyMatch(span -> span.endsWith(" 42P01"));
  }

  private static ForkedJvm traced() {
    return OtherAgents.attachable()
        .with(
            "-Dotel.traces.exporter=console",
            "-Dotel.metrics.exporter=none",
            "-Dotel.logs.exporter=none",
            "-Dotel.semconv-stability.opt-in=database");
  }

  private static ForkedJvm withOpenTelemetry(ForkedJvm jvm) {
    return OtherAgents.with(jvm, OtherAgents.openTelemetry(), "");
  }

  private static ForkedJvm withOurs(ForkedJvm jvm) {
    return jvm.withAgent(GapInDatabase.arguments(directory));
  }

  /** The service's own calls as they were traced: name, and SQLSTATE if they failed. */
  private static List<String> spans(RunningService service) {
    List<String> spans = new ArrayList<>();
    for (String line : service.err()) {
      Matcher span = SPAN.matcher(line);
      if (span.matches()) {
        Matcher error = ERROR.matcher(line);
        String name = span.group("name").replaceAll("test_\\d+", "database");
        spans.add(error.find() ? name + " " + error.group(1) : name);
      }
    }
    return spans;
  }

  /** It stands around our loop, and sees what the caller sees. */
  @Test
  void oursFirstAndHealedCallIsOneSpanWithoutError() {
    try (GapInDatabase gap = new GapInDatabase();
        RunningService service = RunningService.start(withOpenTelemetry(withOurs(traced())))) {
      assertThat(gap.begin(service)).isEqualTo(before);
      assertThat(gap.need(service)).isEqualTo(answers);
      assertThat(spans(service)).isEqualTo(spans);
    }
  }

  /** It stands inside our loop, and sees every attempt. */
  @Test
  @Tag("long")
  void oursSecondAndBothAttemptsAreSpans() {
    try (GapInDatabase gap = new GapInDatabase();
        RunningService service = RunningService.start(withOurs(withOpenTelemetry(traced())))) {
      assertThat(gap.begin(service)).isEqualTo(before);
      assertThat(gap.need(service)).isEqualTo(answers);

      assertFirstAttemptsAreTraced(spans(service));
    }
  }

  @Test
  @Tag("long")
  void oursAttachedLater() {
    try (GapInDatabase gap = new GapInDatabase();
        RunningService service = RunningService.start(withOpenTelemetry(traced()))) {
      assertThat(gap.begin(service)).isEqualTo(before);
      service.run(Step.attach(ShippedJar.file().getPath(), GapInDatabase.arguments(directory)));
      assertThat(gap.need(service)).isEqualTo(answers);
      assertFirstAttemptsAreTraced(spans(service));
    }
  }

  private static void assertFirstAttemptsAreTraced(List<String> seen) {
    List<String> more = new ArrayList<>(seen);
    spans.forEach(more::remove);
    assertThat(seen).containsAll(spans);
    assertThat(more).isNotEmpty().allMatch(span -> span.matches("INSERT .* 42(703|P01)"));
  }

  @Test
  @Tag("long")
  void openTelemetryAttachedLater() {
    try (GapInDatabase gap = new GapInDatabase();
        RunningService service = RunningService.start(withOurs(traced()))) {
      assertThat(gap.begin(service)).isEqualTo(before);
      service.run(Step.attach(OtherAgents.openTelemetry().toString(), ""));
      assertThat(gap.need(service)).isEqualTo(answers);
      assertThat(spans(service)).isEqualTo(spans.subList(spansBefore.size(), spans.size()));
    }
  }
}

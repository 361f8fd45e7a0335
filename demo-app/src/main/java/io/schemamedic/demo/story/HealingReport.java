package io.schemamedic.demo.story;

import io.schemamedic.demo.story.AuditTrail.Repair;
import io.schemamedic.demo.story.WithAgent.Heard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Prints for each system what was missing, which DDL ran, and what its callers noticed of it. */
final class HealingReport {
  private final Progress progress;
  private final AuditTrail audit;
  private final AgentPages pages;

  HealingReport(Progress progress, AuditTrail audit, AgentPages pages) {
    this.progress = progress;
    this.audit = audit;
    this.pages = pages;
  }

  /**
   * @param migrations where the agent drafts them
   */
  void print(List<Heard> heard, Path migrations) throws IOException {
    for (Heard system : heard) {
      progress.line("");
      progress.line("  " + system.journey().title());
      for (Repair repair : audit.repairs()) {
        if (repair.relation().startsWith(system.journey().schema() + ".")) {
          print(repair);
        }
      }
      for (int step = 0; step < system.journey().steps().size(); step++) {
        print(system, step);
      }
    }
    progress.line("");
    progress.line("  Drafted migrations");
    try (Stream<Path> files = Files.list(migrations)) {
      for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
        progress.line("    " + file.getFileName());
      }
    }
  }

  private void print(Repair repair) {
    progress.line("    missing   " + repair.missing());
    for (String statement : repair.ddl()) {
      progress.line("    DDL       " + statement.strip().replaceAll("\\s+", " "));
    }
    String wait =
        pages.longestWait(repair.ddl()).stream()
            .mapToObj(millis -> millis + " ms")
            .findFirst()
            .orElse("an unknown time");
    progress.line(
        String.format(
            Locale.ROOT,
            "    waited    %s, the first callers; the repair itself took %d ms",
            wait,
            repair.durationMillis()));
  }

  private void print(Heard system, int step) {
    List<Duration> times =
        system.callers().stream().map(answers -> answers.get(step).took()).sorted().toList();
    List<String> statuses =
        system.callers().stream()
            .map(answers -> "HTTP " + answers.get(step).status())
            .distinct()
            .sorted()
            .toList();
    progress.line(
        String.format(
            Locale.ROOT,
            "    answered  %-52s %s, after %d to %d ms",
            system.journey().steps().get(step).title(),
            String.join(" and ", statuses),
            times.get(0).toMillis(),
            times.get(times.size() - 1).toMillis()));
  }
}

package io.schemamedic.dist.drivers;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.ServiceProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What a run of {@link FailingService} has printed, and what it has left on stderr. */
record ServiceRun(List<String> out, List<String> err) {

  /**
   * Runs it with a driver before all others.
   *
   * @param meanwhile called when everything has failed and the process is still there
   */
  static ServiceRun of(ForkedJvm jvm, Path driver, String url, Consumer<ServiceRun> meanwhile) {
    try (ServiceProcess service =
        ServiceProcess.start(jvm.withFirstOnClassPath(driver), FailingService.class, url)) {
      List<String> out =
          service.linesUntil(FailingService.READY).stream()
              .map(line -> line.replaceAll("\\(conn=\\d+\\)", "(conn)"))
              .toList();
      ServiceRun run = new ServiceRun(out, service.errorLines());
      meanwhile.accept(run);
      return run;
    }
  }

  static ServiceRun of(ForkedJvm jvm, Path driver, String url) {
    return of(jvm, driver, url, run -> {});
  }

  /** One of the drivers that the build has put there. */
  static Path driver(String jar) {
    return Path.of("target", "drivers", jar).toAbsolutePath();
  }

  /** How many calls failed for a missing {@code table} or {@code column}. */
  long failures(String of) {
    String start = "failed for a " + of + " ";
    return out.stream()
        .filter(line -> line.startsWith(start))
        .mapToLong(line -> Long.parseLong(line.substring(start.length())))
        .sum();
  }
}

package io.schemamedic.demo.story;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What the reader of the story sees. Whatever takes long says so every few seconds. */
final class Progress {
  /** Nobody should look at an unmoving terminal for ten seconds. */
  private static final Duration TICK = Duration.ofSeconds(4);

  private final PrintStream out;
  private volatile boolean silent;

  Progress(PrintStream out) {
    this.out = out;
  }

  void section(String title) {
    line("");
    line(title);
    line("=".repeat(title.length()));
  }

  void line(String text) {
    if (!silent) {
      out.println(text);
      out.flush();
    }
  }

  /**
   * From now on nothing is printed: the user has ended the story, and what fails because of that is
   * no news.
   */
  void fallSilent() {
    silent = true;
  }

  /** Does the work and shows that it goes on. */
  <T> T during(String what, Callable<T> work) throws Exception {
    line("  " + what + " ...");
    long start = System.nanoTime();
    ScheduledExecutorService ticks =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    try {
      ticks.scheduleAtFixedRate(
          () -> line("    still at it, " + seconds(since(start)) + " so far"),
          TICK.toMillis(),
          TICK.toMillis(),
          TimeUnit.MILLISECONDS);
      T result = work.call();
      line("    done in " + seconds(since(start)));
      return result;
    } finally {
      ticks.shutdownNow();
    }
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}

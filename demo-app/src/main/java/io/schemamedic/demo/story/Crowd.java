package io.schemamedic.demo.story;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many callers that take every step at the same moment, so that all of them meet each gap. */
final class Crowd {
  private Crowd() {}

  /**
   * Sends the callers; they are spread evenly over the backends.
   *
   * @return what each caller heard, one answer per step
   */
  static List<List<Answer>> send(int callers, List<Step> steps, List<Backend> backends)
      throws Exception {
    CyclicBarrier together = new CyclicBarrier(callers);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            callers,
            task -> {
              Thread thread = new Thread(task, "caller");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<List<Answer>>> results = new ArrayList<>();
      for (int caller = 0; caller < callers; caller++) {
        Backend backend = backends.get(caller % backends.size());
        results.add(threads.submit(() -> walk(steps, backend, together)));
      }
      List<List<Answer>> answers = new ArrayList<>();
      for (Future<List<Answer>> result : results) {
        answers.add(result.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Answer> walk(List<Step> steps, Backend backend, CyclicBarrier together)
      throws Exception {
    Map<String, String> known = new HashMap<>();
    List<Answer> answers = new ArrayList<>();
    for (Step step : steps) {
      together.await();
      try {
        answers.add(step.call().send(backend, known));
      } catch (Exception e) {
        // The others would wait for this caller at the next step.
        together.reset();
        throw e;
      }
    }
    return answers;
  }
}

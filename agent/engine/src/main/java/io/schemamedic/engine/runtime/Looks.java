package io.schemamedic.engine.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the database for which no caller waits: at most one a second and one at a time, and none
 * while something else waits for the thread, so that made-up names keep no repair waiting. Whoever
 * asks has its consumer called exactly once: with the answer of a look, or with its own if there is
 * none. Thread-safe.
 */
final class Looks {
  /** Calls that may wait for one look; each holds its statement for so long. */
  static final int MAX_WAITING = 64;

  private static final int MAX_REMEMBERED = 16;
  private static final long LIFETIME_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ThreadPoolExecutor worker;
  private final Clock clock;
  private final Map<String, Answer> answers =
      new LinkedHashMap<String, Answer>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  private @Nullable Look underWay;
  private @Nullable Long lastBeganNanos;

  Looks(ThreadPoolExecutor worker, Clock clock) {
    this.worker = worker;
    this.clock = clock;
  }

  /**
   * Never waits.
   *
   * @param key equal for those whom one answer serves
   * @param otherwise the answer where nobody looks, or the look brings none
   * @param consumer called by this thread, by the database's or by the one that closes; must not
   *     throw
   */
  void later(
      String key,
      Callable<RepairResult> look,
      RepairResult otherwise,
      Consumer<RepairResult> consumer) {
    RepairResult answer;
    synchronized (this) {
      answer = remembered(key);
      if (answer == null && (join(key, consumer) || begin(key, look, otherwise, consumer))) {
        return;
      }
    }
    consumer.accept(answer == null ? otherwise : answer);
  }

  private @Nullable RepairResult remembered(String key) {
    Answer known = answers.get(key);
    return known == null || clock.nanos() - known.givenAtNanos >= LIFETIME_NANOS
        ? null
        : known.result;
  }

  private boolean join(String key, Consumer<RepairResult> consumer) {
    Look look = underWay;
    return look != null
        && look.key.equals(key)
        && look.waiting.size() < MAX_WAITING
        && look.waiting.add(consumer);
  }

  private boolean begin(
      String key,
      Callable<RepairResult> callable,
      RepairResult otherwise,
      Consumer<RepairResult> consumer) {
    long now = clock.nanos();
    Long last = lastBeganNanos;
    if (underWay != null
        || !worker.getQueue().isEmpty()
        || (last != null && now - last < PAUSE_NANOS)) {
      return false;
    }
    Look look = new Look(key, callable, otherwise, consumer);
    try {
      worker.execute(look);
    } catch (RejectedExecutionException e) {
      return false;
    }
    underWay = look;
    lastBeganNanos = now;
    return true;
  }

  private synchronized List<Consumer<RepairResult>> ended(Look look, RepairResult result) {
    underWay = null;
    answers.remove(look.key);
    answers.put(look.key, new Answer(result, clock.nanos()));
    return look.waiting;
  }

  /** What a look has brought, and when. */
  private static final class Answer {
    private final RepairResult result;
    private final long givenAtNanos;

    Answer(RepairResult result, long givenAtNanos) {
      this.result = result;
      this.givenAtNanos = givenAtNanos;
    }
  }

  /** One look and those who wait for it. Ends exactly once, run or cancelled. */
  private final class Look extends FutureTask<RepairResult> {
    private final String key;
    private final RepairResult otherwise;

    /** Guarded by the outer object, and by nobody once the look has ended. */
    private final List<Consumer<RepairResult>> waiting = new ArrayList<>();

    Look(
        String key,
        Callable<RepairResult> callable,
        RepairResult otherwise,
        Consumer<RepairResult> first) {
      super(callable);
      this.key = key;
      this.otherwise = otherwise;
      waiting.add(first);
    }

    @Override
    protected void done() {
      RepairResult result = result();
      for (Consumer<RepairResult> consumer : ended(this, result)) {
        consumer.accept(result);
      }
    }

    private RepairResult result() {
      try {
        return get();
      } catch (ExecutionException | CancellationException | InterruptedException e) {
        // What is done makes nobody wait, so this one was cancelled or threw.
        return otherwise;
      }
    }
  }
}

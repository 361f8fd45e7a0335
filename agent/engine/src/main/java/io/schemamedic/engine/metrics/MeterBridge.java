package io.schemamedic.engine.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.schemamedic.engine.log.LogLine;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Shows the meters in the service's own Micrometer as well. The service's registry is only called
 * by the one thread that runs this, which whoever has it must start: slow or throwing, it harms
 * nobody. What timers are told meanwhile waits in memory, {@value #MOST_WAITING} at most; what is
 * more is missing there, never in {@code /metrics}. Thread-safe.
 */
public final class MeterBridge implements Runnable {
  /** Half a megabyte. */
  static final int MOST_WAITING = 65_536;

  /** A process has a service or a few; a thousand loaders see the same. */
  private static final int MOST_LOADERS = 100;

  private static final int TIMER_BITS = 2;
  private static final long TIMER_MASK = (1 << TIMER_BITS) - 1;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  /** A service may take its time to start before it has a registry. */
  static final Duration OFTEN_FOR = Duration.ofMinutes(1);

  private final Supplier<Meters> meters;
  private final Runnable beforeLooking;
  private final Consumer<Throwable> errors;
  private final Consumer<String> out;
  private final long oftenForNanos;

  /** All that were told, and those of them in which nothing was found yet. */
  private final Set<ClassLoader> known = Collections.newSetFromMap(new WeakHashMap<>());

  private final Set<ClassLoader> unanswered = Collections.newSetFromMap(new WeakHashMap<>());

  /** Kept by their own meters, so that an application that ends can go. For the one thread. */
  private final List<WeakReference<ServiceRegistry>> found = new ArrayList<>();

  /** What timers were told: nanoseconds, and in the last two bits which timer. */
  private final long[] waiting = new long[MOST_WAITING];

  private int numberWaiting;
  private boolean showing;
  private boolean news;
  private boolean closed;
  private long nextLookNanos = System.nanoTime();
  private final long beganNanos = nextLookNanos;
  private boolean toldOfNone;

  /**
   * @param beforeLooking brings up to date what is only looked at when scraped
   * @param oftenFor how long a registry is looked for each second; then once a minute
   */
  MeterBridge(
      Supplier<Meters> meters,
      Runnable beforeLooking,
      Consumer<Throwable> errors,
      Consumer<String> out,
      Duration oftenFor) {
    this.meters = meters;
    this.beforeLooking = beforeLooking;
    this.errors = errors;
    this.out = out;
    this.oftenForNanos = oftenFor.toNanos();
  }

  /** The service has classes here, perhaps those of its Micrometer. Never waits. */
  public synchronized void isUsed(ClassLoader loader) {
    if (!closed && known.size() < MOST_LOADERS && known.add(loader)) {
      unanswered.add(loader);
      nextLookNanos = System.nanoTime();
      tell();
    }
  }

  /** A timer of ours was told something. Never waits. */
  synchronized void recorded(int timer, Duration duration) {
    if (!closed && numberWaiting < MOST_WAITING) {
      waiting[numberWaiting++] = duration.toNanos() << TIMER_BITS | timer;
      if (showing) {
        tell();
      }
    }
  }

  private synchronized void tell() {
    news = true;
    notifyAll();
  }

  /** Ends {@link #run}, which takes everything back. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public void run() {
    try {
      while (!isClosed()) {
        if (isLookDue()) {
          look();
        }
        List<ServiceRegistry> registries = alive();
        if (!registries.isEmpty()) {
          show(registries);
          replay(registries);
        }
        rest();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      for (ServiceRegistry registry : alive()) {
        registry.takeBack().forEach(errors);
      }
    }
  }

  private synchronized boolean isLookDue() {
    long now = System.nanoTime();
    boolean due = !unanswered.isEmpty() && now - nextLookNanos >= 0;
    if (due) {
      nextLookNanos = now + (now - beganNanos < oftenForNanos ? SECOND : MINUTE);
    }
    return due;
  }

  private void look() {
    for (ClassLoader loader : unanswered()) {
      try {
        ServiceRegistry registry = ServiceRegistry.in(loader, beforeLooking);
        if (registry != null) {
          answered(loader);
          add(registry);
        }
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        answered(loader);
        errors.accept(e);
      }
    }
    if (found.isEmpty() && !toldOfNone && System.nanoTime() - beganNanos >= oftenForNanos) {
      toldOfNone = true;
      out.accept(
          LogLine.of("metrics.bridge finds no registry of Micrometer in this service").toString());
    }
  }

  private synchronized List<ClassLoader> unanswered() {
    return new ArrayList<>(unanswered);
  }

  private synchronized void answered(ClassLoader loader) {
    unanswered.remove(loader);
  }

  private void add(ServiceRegistry registry) {
    if (alive().stream().noneMatch(registry::isSameAs)) {
      if (found.isEmpty()) {
        meters.get().onNew(this::tell);
        begin();
      }
      found.add(new WeakReference<>(registry));
      show(Collections.singletonList(registry));
      out.accept(LogLine.of("metrics are also in the service's Micrometer").toString());
    }
  }

  private synchronized void begin() {
    showing = true;
  }

  private List<ServiceRegistry> alive() {
    List<ServiceRegistry> alive = new ArrayList<>();
    for (WeakReference<ServiceRegistry> each : found) {
      ServiceRegistry registry = each.get();
      if (registry != null) {
        alive.add(registry);
      }
    }
    return alive;
  }

  private void show(List<ServiceRegistry> registries) {
    for (Meter meter : meters.get().all()) {
      for (ServiceRegistry registry : registries) {
        if (!registry.knows(meter) && !isClosed()) {
          try {
            registry.show(meter);
          } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            errors.accept(e);
          }
        }
      }
    }
  }

  /** Tells the timers there what ours were told. */
  private void replay(List<ServiceRegistry> registries) {
    List<Timer> timers = meters.get().timers();
    for (long each : taken()) {
      for (ServiceRegistry registry : registries) {
        Timer timer = timers.get((int) (each & TIMER_MASK));
        try {
          registry.record(timer, each >>> TIMER_BITS);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
          errors.accept(e);
          registry.giveUp(timer).forEach(errors);
        }
      }
    }
  }

  private synchronized long[] taken() {
    long[] taken = Arrays.copyOf(waiting, numberWaiting);
    numberWaiting = 0;
    return taken;
  }

  /** Until there is something to do. What was not found is looked for less often after a while. */
  private synchronized void rest() throws InterruptedException {
    while (!news && !closed) {
      long millis = TimeUnit.NANOSECONDS.toMillis(nextLookNanos - System.nanoTime());
      if (!unanswered.isEmpty() && millis <= 0) {
        break;
      }
      wait(unanswered.isEmpty() ? 0 : millis);
    }
    news = false;
  }
}

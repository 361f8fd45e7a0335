package io.schemamedic.dist.once;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service with many callers. Arguments: URL, seed, number of callers, number of writing calls
 * that are to be acknowledged.
 *
 * <p>Says {@code ready} and waits for a line; then what {@link CallReport} reads of every call;
 * {@code wrong ...} if something came out that must not; {@code stuck ...} for a caller that does
 * not end; and {@code done}. Ends at the end of its input.
 */
public final class OnceService {
  private static final long LONGEST_CALL_SECONDS = 40;

  private final String url;
  private final long seed;
  private final int wanted;
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final Map<Link, HikariDataSource> pools = new EnumMap<>(Link.class);

  private OnceService(String url, long seed, int wanted) {
    this.url = url;
    this.seed = seed;
    this.wanted = wanted;
  }

  /** Runs all callers once. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    new OnceService(arguments[0], Long.parseLong(arguments[1]), Integer.parseInt(arguments[3]))
        .run(Integer.parseInt(arguments[2]));
  }

  private void run(int callers) throws IOException, InterruptedException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    List<Thread> threads = new ArrayList<>();
    for (int number = 0; number < callers; number++) {
      threads.add(new Thread(caller(number, callers), "caller-" + number));
      threads.get(number).setDaemon(true);
    }
    System.out.println("ready");
    input.readLine();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      await(thread);
    }
    System.out.println("done");
    while (input.readLine() != null) {
      continue;
    }
    pools.values().forEach(HikariDataSource::close);
  }

  private Caller caller(int number, int callers) {
    Link link = Link.of(number);
    HikariDataSource pool =
        link.isPooled() ? pools.computeIfAbsent(link, each -> pool(each, callers)) : null;
    return new Caller(
        number,
        new Connections(pool, link.url(url)),
        seed * 1_000 + number,
        () -> acknowledged.get() < wanted,
        call -> acknowledged.addAndGet(call.way().isWriting() ? 1 : 0));
  }

  private HikariDataSource pool(Link link, int callers) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(link.url(url));
    pool.setMaximumPoolSize(callers / Link.values().length);
    return pool;
  }

  /** A caller that ends in time ends within one call after all are acknowledged. */
  private void await(Thread caller) throws InterruptedException {
    while (acknowledged.get() < wanted && caller.isAlive()) {
      int before = acknowledged.get();
      caller.join(TimeUnit.SECONDS.toMillis(LONGEST_CALL_SECONDS));
      if (acknowledged.get() == before) {
        break;
      }
    }
    caller.join(TimeUnit.SECONDS.toMillis(LONGEST_CALL_SECONDS));
    if (caller.isAlive()) {
      System.out.println(
          "stuck " + caller.getName() + " " + Arrays.toString(caller.getStackTrace()));
    }
  }
}

package io.schemamedic.dist.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.random.Round.Ending;
import io.schemamedic.dist.scenario.RunningService;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is declared, whatever is missing and whatever is sent: nothing changes but a planned
 * addition, and a call that is refused cannot be told from one without the agent. Prints its seed;
 * {@code -Drandom.seed=} plays the same rounds again. The profile {@code long} has 2,040 of them.
 */
class RandomIT {
  /** One agent's declared schema is fixed; its memory is one for each database. */
  private static final int ROUNDS_OF_AN_AGENT = 30;

  private static final int WORKERS = 2;
  private static final int ROUNDS = Integer.getInteger("random.rounds", 600);

  private static final long SEED =
      Long.getLong("random.seed", System.currentTimeMillis() % 1_000_000_000);

  @Test
  void nothingChangesButPlannedAdditionsAndRefusedCallsAreAsWithoutTheAgent(@TempDir Path directory)
      throws Exception {
    System.out.println("RandomIT: -Drandom.seed=" + SEED);
    Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Future<List<Ending>>> results = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        int number = worker;
        results.add(workers.submit(() -> work(number, directory)));
      }
      for (Future<List<Ending>> result : results) {
        result.get().forEach(ending -> endings.merge(ending, 1, Integer::sum));
      }
    } finally {
      workers.shutdownNow();
    }
    System.out.println("RandomIT: " + endings);

    assertThat(endings.values().stream().mapToInt(Integer::intValue).sum())
        .isGreaterThanOrEqualTo(ROUNDS);
    // Random is worth nothing if nothing happens.
    assertThat(endings.getOrDefault(Ending.HEALED, 0)).isGreaterThan(ROUNDS / 60);
    assertThat(endings.getOrDefault(Ending.REPAIRED, 0)).isGreaterThan(ROUNDS / 60);
  }

  private static List<Ending> work(int worker, Path directory) throws Exception {
    List<Ending> endings = new ArrayList<>();
    List<Site> sites = new ArrayList<>();
    try (Site plain = new Site(TestPostgres.instance().newDatabase());
        RunningService without = RunningService.start(new ForkedJvm(Jdk.current()))) {
      for (int i = 0; i < ROUNDS_OF_AN_AGENT; i++) {
        sites.add(new Site(TestPostgres.instance().newDatabase()));
      }
      for (int agent = worker; agent * ROUNDS_OF_AN_AGENT < ROUNDS; agent += WORKERS) {
        endings.addAll(playAll(SEED + agent, plain, without, sites, directory));
      }
    } finally {
      // All tests share the server, which has only so many sessions.
      for (Site site : sites) {
        site.close();
      }
    }
    return endings;
  }

  private static Collection<Ending> playAll(
      long seed, Site plain, RunningService without, List<Site> sites, Path directory)
      throws Exception {
    Dice dice = new Dice(seed);
    DeclaredShape declared = valid(plain, dice);
    Path audit = directory.resolve("audit-" + seed + ".jsonl");
    List<Ending> endings = new ArrayList<>();
    try (RunningService with =
        RunningService.withAgent(arguments(seed, declared, audit, directory, dice))) {
      Statements statements = new Statements(declared, dice);
      Audit records = new Audit(audit);
      for (Site site : sites) {
        Round round =
            new Round(
                declared.script(),
                Gaps.random(declared, dice),
                dice.percent(20) ? "preferQueryMode=simple" : "",
                statements.random());
        endings.add(played(seed, round, plain, without, site, with, records));
      }
      assertThat(with.err()).anyMatch(line -> line.contains("mode=\"repair\""));
    }
    return endings;
  }

  private static Ending played(
      long seed,
      Round round,
      Site plain,
      RunningService without,
      Site site,
      RunningService with,
      Audit records)
      throws SQLException {
    try {
      return round.play(plain, without, site, with, records);
    } catch (AssertionError | RuntimeException | SQLException e) {
      throw new AssertionError("Agent of seed " + seed + "\n" + round + "\n" + with.err(), e);
    }
  }

  /** Some scripts are not valid, such as one that gives two objects names that are cut alike. */
  private static DeclaredShape valid(Site plain, Dice dice) {
    while (true) {
      DeclaredShape declared = DeclaredShape.random(dice);
      try {
        plain.become(declared.script(), List.of());
        return declared;
      } catch (SQLException invalid) {
        continue;
      }
    }
  }

  private static String arguments(
      long seed, DeclaredShape declared, Path audit, Path directory, Dice dice) throws IOException {
    Path script = directory.resolve("declared-" + seed + ".sql");
    Files.writeString(script, declared.script());
    Path properties = directory.resolve("agent-" + seed + ".properties");
    Files.writeString(
        properties,
        """
        mode=repair
        declared=file:%s
        allow=public.*,app.*%s
        repair.max-per-hour=1000
        repair.max-per-object=1000
        repair.wait-budget=5s
        repair.scope=%s
        audit.file=%s
        check.on-connect=off
        """
            .formatted(
                script,
                dice.percent(80) ? ",\"Ünï \"\"code\"\"\".*" : "",
                dice.oneOf("relation", "statement"),
                audit),
        StandardCharsets.UTF_8);
    return "config=" + properties;
  }
}

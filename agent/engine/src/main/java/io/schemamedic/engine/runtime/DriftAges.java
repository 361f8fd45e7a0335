package io.schemamedic.engine.runtime;

import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.drift.SchemaDrift;
import io.schemamedic.engine.sql.Identifier;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which check has found each difference first, for as many as are listed. Immutable. */
final class DriftAges {
  private static final DriftAges NONE = new DriftAges(new HashMap<>());

  private final Map<String, Instant> ages;

  private DriftAges(Map<String, Instant> ages) {
    this.ages = ages;
  }

  static DriftAges none() {
    return NONE;
  }

  /** What was found before keeps its time; what is not found any more begins anew. */
  DriftAges foundAgain(SchemaDrift drift, Instant now) {
    Map<String, Instant> next = new HashMap<>();
    List<Drift> all = drift.drifts();
    for (Drift each : all.subList(0, Math.min(all.size(), DriftJson.MOST_LISTED))) {
      next.put(key(each), ages.getOrDefault(key(each), now));
    }
    return new DriftAges(next);
  }

  /** Null if it was never among those that are listed. */
  @Nullable Instant since(Drift drift) {
    return ages.get(key(drift));
  }

  /** What it is about; what is there instead may change meanwhile. */
  private static String key(Drift drift) {
    Identifier name = drift.name();
    return drift.kind().code()
        + ' '
        + drift.relation().sql()
        + (name == null ? " " + drift.wanted() : "." + name.sql());
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.drift.SchemaDrift;
import io.schemamedic.engine.drift.Severity;
import io.schemamedic.engine.log.LogLine;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One line when what the checks say of a database changes, and none as long as it does not. */
final class DriftLog {
  /** The rest is on {@code /api/drift}. */
  private static final int MOST_NAMED = 10;

  private final Consumer<String> out;

  DriftLog(Consumer<String> out) {
    this.out = out;
  }

  /**
   * @param before null if nothing was said of the database yet
   */
  void changed(DriftStore.@Nullable Known before, DriftStore.Known now) {
    SchemaDrift drift = now.drift();
    if (drift == null) {
      tellUnknown(before, now);
      return;
    }
    boolean isNews =
        before == null || before.drift() == null
            ? !drift.drifts().isEmpty() || wasToldUnknown(before)
            : !before.drift().drifts().toString().equals(drift.drifts().toString());
    if (isNews) {
      tell(now, drift);
    }
  }

  private void tellUnknown(DriftStore.@Nullable Known before, DriftStore.Known now) {
    boolean isNews = before != null && (before.drift() != null || !before.why().equals(now.why()));
    if (isNews) {
      out.accept(
          LogLine.of("drift unknown")
              .field("database", now.database())
              .field("why", now.why())
              .toString());
    }
  }

  private static boolean wasToldUnknown(DriftStore.@Nullable Known before) {
    return before != null && !before.why().equals(DriftStore.NOT_CHECKED);
  }

  private void tell(DriftStore.Known now, SchemaDrift drift) {
    out.accept(
        LogLine.of(drift.drifts().isEmpty() ? "no drift any more" : "drift")
            .field("database", now.database())
            .field("breaks", now.count(Severity.BREAKS))
            .field("differs", now.count(Severity.DIFFERS))
            .field("extra", now.count(Severity.EXTRA))
            .field("what", firstOf(drift))
            .toString());
  }

  private static @Nullable String firstOf(SchemaDrift drift) {
    StringJoiner names = new StringJoiner(", ");
    int named = 0;
    for (Drift each : drift.drifts()) {
      if (++named > MOST_NAMED) {
        names.add("and " + (drift.drifts().size() - MOST_NAMED) + " more");
        break;
      }
      names.add(each.kind().code() + " " + each.subject());
    }
    return drift.drifts().isEmpty() ? null : names.toString();
  }
}

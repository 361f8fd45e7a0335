package io.schemamedic.engine.runtime;

import io.schemamedic.engine.migration.MigrationDraft;
import io.schemamedic.engine.migration.MigrationDraftWriter;
import io.schemamedic.engine.plan.Hazard;
import io.schemamedic.engine.plan.RepairPlan;
import io.schemamedic.engine.schema.ddl.IdempotentDdl;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Drafts of the real migrations. A draft that cannot be written is counted and does not stop
 * anything: the DDL is in the audit log and on the status page as well. Thread-safe.
 */
final class Drafts {
  private static final int MOST_NAMES = 200;

  /** A draft is a few kilobytes; what somebody has put in its place may be anything. */
  private static final int MOST_BYTES = 256 * 1024;

  private final Optional<MigrationDraftWriter> writer;
  private final WantedSchema wanted;
  private final AgentErrors errors;
  private final Clock clock;
  private final UnreconciledRepairs repairs = new UnreconciledRepairs();

  /** By their names; the eldest is forgotten, and stays where it is. */
  private final Map<String, File> written =
      Collections.synchronizedMap(
          new LinkedHashMap<String, File>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, File> eldest) {
              return size() > MOST_NAMES;
            }
          });

  Drafts(
      Optional<MigrationDraftWriter> writer, WantedSchema wanted, AgentErrors errors, Clock clock) {
    this.writer = writer;
    this.wanted = wanted;
    this.errors = errors;
    this.clock = clock;
  }

  /** The repairs of this process that wait for their migration. */
  UnreconciledRepairs unreconciled() {
    return repairs;
  }

  /**
   * @param repairId null if the plan is only proposed
   * @return the name of the draft; null if there is none
   */
  @Nullable String write(
      MonitoredDatabase database, RepairCause cause, RepairPlan plan, @Nullable String repairId) {
    if (repairId != null) {
      repairs.add(database.label(), plan);
    }
    if (!writer.isPresent()) {
      return null;
    }
    try {
      File file = writer.get().write(draft(database, cause, plan, repairId));
      written.put(file.getName(), file);
      return file.getName();
    } catch (IOException e) {
      errors.draftNotWritten(e);
    } catch (RuntimeException | Error e) {
      // What is declared may have changed since the plan was made; the other records must go on.
      errors.count(Step.RECORD.code(), e);
    }
    return null;
  }

  /**
   * A draft as it is now, perhaps edited by its reviewer; empty if this process has written none of
   * that name, or it is gone, or has become a link or too large to be one. A link is not followed:
   * who may write into the directory could show by it what only the service may read.
   */
  Optional<String> text(String name) throws IOException {
    File file = written.get(name);
    if (file == null || !Files.isRegularFile(file.toPath(), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    byte[] content = new byte[MOST_BYTES + 1];
    int length = 0;
    try (InputStream in = Files.newInputStream(file.toPath(), LinkOption.NOFOLLOW_LINKS)) {
      for (int read = in.read(content); read > 0; ) {
        length += read;
        read = in.read(content, length, content.length - length);
      }
    }
    return length > MOST_BYTES
        ? Optional.empty()
        : Optional.of(new String(content, 0, length, StandardCharsets.UTF_8));
  }

  private MigrationDraft draft(
      MonitoredDatabase database, RepairCause cause, RepairPlan plan, @Nullable String repairId) {
    MigrationDraft.Builder draft =
        MigrationDraft.of(
                ServiceTool.of(wanted.contents(), database),
                clock.now(),
                plan.repairedRelations().iterator().next().name().value(),
                IdempotentDdl.of(
                    wanted.current(), plan.newTables(), plan.newColumns(), plan.leftOutColumns()))
            .fact("status", repairId == null ? "proposed" : "repaired, to be reviewed and landed")
            .fact("time", clock.now().toString())
            .fact("database", database.label())
            .fact("repair", repairId)
            .fact("incident", cause.incident())
            .fact("failure", cause.kind())
            .fact("statement fingerprint", cause.statementFingerprint())
            .fact("plan fingerprint", plan.fingerprint());
    for (String script : plan.pending()) {
      draft.fact("pending migration", script + " has not run here and makes the same");
    }
    for (Hazard hazard : plan.hazards()) {
      draft.fact("hazard", hazard.toString());
    }
    for (String advice : LandingAdvice.of(wanted.contents(), plan)) {
      draft.fact("how to go on", advice);
    }
    return draft.build();
  }
}

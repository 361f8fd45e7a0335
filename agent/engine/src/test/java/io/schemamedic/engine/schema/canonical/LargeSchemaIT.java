package io.schemamedic.engine.schema.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.catalog.LiveSchema;
import io.schemamedic.engine.catalog.SchemaReader;
import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What reading a large schema takes. {@code large.tables} sets its size; the figures for 5,000 are
 * in ARCHITECTURE.md.
 */
@ExtendWith(TestDatabaseExtension.class)
class LargeSchemaIT {
  private static final int TABLES = Integer.getInteger("large.tables", 500);

  /** For 5,000 tables no more than 100 MB in all. */
  private static final long MOST_BYTES_KEPT_FOR_A_TABLE = 16_000;

  @Test
  void largeSchemaIsReadWholeAndHeldInLittleMemory(TestDatabase database, TestReporter reporter)
      throws Exception {
    String script = GeneratedSchema.script(TABLES);
    database.execute(GeneratedSchema.parts(script));
    try (Connection connection = database.connection()) {
      SchemaReader.readAll(connection, 60_000);
      long before = used();
      long start = System.nanoTime();
      LiveSchema live = SchemaReader.readAll(connection, 60_000);
      long millis = (System.nanoTime() - start) / 1_000_000;
      long kept = used() - before;

      reporter.publishEntry(TABLES + " tables", millis + " ms, " + kept / 1_000 + " kB kept");
      assertThat(kept).isLessThan(TABLES * MOST_BYTES_KEPT_FOR_A_TABLE);
      DeclaredSchema declared = DdlScriptReader.read("generated", script);
      assertThat(live.model().tables()).hasSize(TABLES);
      assertThat(ModelDifferences.of(declared, live.model())).isEmpty();
    }
  }

  private static long used() throws InterruptedException {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

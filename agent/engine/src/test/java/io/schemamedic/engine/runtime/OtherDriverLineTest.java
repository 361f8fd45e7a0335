package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.incident.IncidentStore;
import io.schemamedic.engine.metrics.MedicMetrics;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.entry.OtherDriver;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtherDriverLineTest {
  private final MedicMetrics metrics = MedicMetrics.create("test", 10);
  private final IncidentStore incidents = new IncidentStore();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void failureIsCountedByItsKindAndRefused() {
    line(Mode.REPAIR).observe(OtherDriver.ORACLE, new SQLException("ORA-00942", "42000", 942));

    assertThat(metrics.scrape())
        .contains(
            "schema_medic_failures_total{column=\"other\",kind=\"undefined_table\","
                + "relation=\"other\",sqlstate=\"42000\",} 1.0")
        .contains(
            "schema_medic_decisions_total{decision=\"refused\",reason=\"other_driver\",} 1.0");
  }

  @Test
  void observingAgentSaysThatItObserved() {
    line(Mode.OBSERVE).observe(OtherDriver.SQL_SERVER, new SQLException("x", "S0002", 208));

    assertThat(metrics.scrape())
        .contains(
            "schema_medic_decisions_total{decision=\"observed\",reason=\"other_driver\",} 1.0");
  }

  @Test
  void batchIsReadFromWhatItIsAbout() {
    SQLException cause = new SQLException("Unknown column", "42S22", 1054);

    line(Mode.REPAIR).observe(OtherDriver.MYSQL, new BatchUpdateException(new int[0], cause));

    assertThat(incidents.recent())
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.kind()).isEqualTo("undefined_column");
              assertThat(incident.sqlState()).isEqualTo("42S22");
              assertThat(incident.detail()).isEqualTo("vendor code 1054");
            });
  }

  @Test
  void kindsAndProductsAreIncidentsOfTheirOwnAndHoldNoMessage() {
    OtherDriverLine line = line(Mode.REPAIR);
    for (int i = 0; i < 3; i++) {
      line.observe(OtherDriver.MARIADB, new SQLException("a secret", "42S02", 1146));
      line.observe(OtherDriver.MARIADB, new SQLException("a secret", "42S22", 1054));
      line.observe(OtherDriver.H2, new SQLException("a secret", "42S02", 42102));
    }

    assertThat(incidents.recent())
        .hasSize(3)
        .allMatch(incident -> incident.count() == 3 && incident.relation() == null);
    assertThat(incidents.toJson()).doesNotContain("secret");
  }

  @Test
  void whatDoesNotSpeakOfTheSchemaIsNotCounted() {
    line(Mode.REPAIR).observe(OtherDriver.H2, new SQLException("duplicate", "23505", 23505));

    assertThat(incidents.recent()).isEmpty();
  }

  private OtherDriverLine line(Mode mode) {
    return new OtherDriverLine(
        TestHealing.of(
            mode,
            DdlScriptReader.read("test.sql", "CREATE TABLE orders (id int)"),
            new KillSwitch(null),
            metrics,
            incidents,
            new Clock()));
  }
}

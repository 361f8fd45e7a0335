package io.schemamedic.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.ServiceProcess;
import io.schemamedic.engine.testing.CatalogListing;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import io.schemamedic.frameworks.program.Bootstrap;
import io.schemamedic.frameworks.program.MappedService;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the agent learns from a mapping is what Hibernate itself would create. */
class MappingIT {
  private static final String CREATE = "hibernate.hbm2ddl.auto=create";

  @ParameterizedTest
  @CsvSource({"HIBERNATE_5, JPA", "SPRING_DATA_3, SPRING", "SPRING_DATA_4, SPRING"})
  void healedDatabaseIsAsHibernateMakesIt(
      Framework framework, Bootstrap bootstrap, @TempDir Path records) throws SQLException {
    AgentSetup agent = agent(records);
    try (TestDatabase made = database();
        TestDatabase healed = database();
        ServiceProcess service = start(framework, agent)) {
      assertThat(build(service, bootstrap, made.url(), CREATE)).isEqualTo("built");
      assertThat(agent.metrics().stream().filter(line -> line.startsWith("schema_medic_drift{")))
          .isNotEmpty()
          .allMatch(line -> line.endsWith(" 0.0"));
      SortedMap<String, String> wanted = listing(made);
      List<String> order = columns(made);
      copyTypesAndSequences(made, healed);

      assertThat(build(service, bootstrap, healed.url())).isEqualTo("built");
      assertThat(tables(healed)).isEmpty();
      for (String table : tables(made)) {
        assertThat(run(service, "SELECT * FROM " + table)).as(table).isEqualTo("done");
      }

      assertThat(listing(healed)).isEqualTo(wanted);
      assertThat(columns(healed)).isEqualTo(order);
      assertThat(service.errorLines()).noneMatch(line -> line.contains("agent error"));
    }
  }

  /** The agent is told of the mapping before Hibernate compares it with the database. */
  @Test
  void whatHibernateWouldMissIsThereWhenItValidates(@TempDir Path records) {
    try (TestDatabase database = database()) {
      try (ServiceProcess service = start(Framework.SPRING_DATA_4, agent(records))) {
        build(service, Bootstrap.JPA, database.url(), CREATE);
      }
      database.execute("DROP TABLE trucks");

      try (ServiceProcess service = start(Framework.SPRING_DATA_4, agent(records))) {
        assertThat(build(service, Bootstrap.JPA, database.url(), "hibernate.hbm2ddl.auto=validate"))
            .isEqualTo("built");
      }
      assertThat(tables(database)).contains("public.trucks");
    }
  }

  @Test
  void tablesWithoutSchemaBelongToThatOfTheConnections(@TempDir Path records) {
    try (TestDatabase database = database();
        ServiceProcess service = start(Framework.SPRING_DATA_4, agent(records))) {
      database.execute("CREATE SCHEMA vet");

      build(service, Bootstrap.JPA, database.url() + "&currentSchema=vet");

      assertThat(run(service, "SELECT * FROM vehicles")).isEqualTo("done");
      assertThat(tables(database)).containsExactly("vet.vehicles");
    }
  }

  @Test
  void schemaThatHibernateDoesNotKnowIsNotGuessed(@TempDir Path records) {
    try (TestDatabase database = database();
        ServiceProcess service = start(Framework.SPRING_DATA_4, agent(records))) {
      build(
          service,
          Bootstrap.JPA,
          database.url(),
          "hibernate.boot.allow_jdbc_metadata_access=false",
          "hibernate.dialect=org.hibernate.dialect.PostgreSQLDialect");

      assertThat(service.errorLines())
          .anyMatch(line -> line.contains("set hibernate.default_schema"));
      assertThat(run(service, "SELECT * FROM vehicles")).contains("does not exist");
      assertThat(run(service, "SELECT * FROM school.rooms")).isEqualTo("done");
    }
  }

  @Test
  void mappingForAnotherDatabaseIsLeftAlone(@TempDir Path records) {
    try (TestDatabase database = database();
        ServiceProcess service = start(Framework.SPRING_DATA_3, agent(records))) {
      build(
          service,
          Bootstrap.NATIVE,
          database.url(),
          "hibernate.boot.allow_jdbc_metadata_access=false",
          "hibernate.dialect=org.hibernate.dialect.CockroachDialect");

      assertThat(service.errorLines())
          .anyMatch(line -> line.contains("not for PostgreSQL"))
          .noneMatch(line -> line.contains("learned"));
    }
  }

  private static AgentSetup agent(Path records) {
    return AgentSetup.repairing(
        records,
        "hibernate",
        "allow=public.*,school.*,vet.*",
        "check.on-connect=blocking",
        "repair.max-per-hour=1000",
        "repair.max-per-process=1000",
        "repair.wait-budget=5s");
  }

  private static ServiceProcess start(Framework framework, AgentSetup agent) {
    return ServiceProcess.start(
        agent
            .jvm()
            .with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
            .withOnlyClassPath(framework.classPath()),
        MappedService.class);
  }

  private static String build(
      ServiceProcess service, Bootstrap bootstrap, String url, String... settings) {
    service.send(MappedService.BUILD + bootstrap + " " + url + " " + String.join(" ", settings));
    return service.lineOf(MappedService.BUILT).substring(MappedService.BUILT.length() + 1);
  }

  private static String run(ServiceProcess service, String sql) {
    service.send(MappedService.RUN + sql);
    return service.lineOf(MappedService.RAN).substring(MappedService.RAN.length() + 1);
  }

  /** With the one schema that a mapping names, and that nobody would create. */
  private static TestDatabase database() {
    TestDatabase database = TestPostgres.instance().newDatabase();
    database.execute("CREATE SCHEMA school");
    return database;
  }

  /** What stands by itself and is not created for a table: made here, by the catalog. */
  private static void copyTypesAndSequences(TestDatabase from, TestDatabase to) {
    for (String query :
        List.of(
            """
            SELECT format('CREATE SEQUENCE %I.%I START %s INCREMENT %s',
                          schemaname, sequencename, start_value, increment_by)
            FROM pg_sequences
            WHERE sequencename NOT IN
              (SELECT relname FROM pg_class c JOIN pg_depend d ON objid = c.oid
               WHERE deptype = 'i' AND relkind = 'S')
            """,
            """
            SELECT format('CREATE TYPE %I AS ENUM (%s)', typname,
                          string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder))
            FROM pg_type t JOIN pg_enum ON enumtypid = t.oid GROUP BY typname
            """)) {
      from.query(query).forEach(to::execute);
    }
  }

  private static List<String> tables(TestDatabase database) {
    return database.query(
        """
        SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
        WHERE schemaname IN ('public', 'school', 'vet') ORDER BY 1
        """);
  }

  private static List<String> columns(TestDatabase database) {
    return database.query(
        """
        SELECT attrelid::regclass || ' ' || string_agg(attname, ', ' ORDER BY attnum)
        FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
          JOIN pg_namespace n ON n.oid = relnamespace
        WHERE attnum > 0 AND relkind = 'r' AND nspname IN ('public', 'school')
        GROUP BY attrelid ORDER BY attrelid::regclass::text
        """);
  }

  private static SortedMap<String, String> listing(TestDatabase database) throws SQLException {
    return CatalogListing.of(database.connection());
  }
}

package io.schemamedic.demo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.demo.postgres.SchemaScript;
import io.schemamedic.demo.story.CatalogText;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeclaredSchemaIT {
  private static final List<String> SCHEMAS = List.of("public", "owned", "vet");

  @RegisterExtension static final TestDatabases databases = new TestDatabases();

  @Test
  void system3IsExactlyWhatHibernateMakesOfTheEntities() throws Exception {
    String byHand = databases.create(SchemaScript.SYSTEM_3);
    String byHibernate = databases.create(SchemaScript.NO_TABLES);
    RunningApp.start(
            "--spring.datasource.url=" + databases.jdbcUrl(byHibernate),
            "--spring.jpa.hibernate.ddl-auto=create")
        .close();

    try (Connection hand = databases.connect(byHand);
        Connection hibernate = databases.connect(byHibernate)) {
      List<String> catalog = CatalogText.of(hibernate, List.of("vet"));
      assertThat(catalog).anyMatch(line -> line.contains("council_validations"));
      assertThat(CatalogText.of(hand, List.of("vet"))).isEqualTo(catalog);
    }
  }

  @Test
  void whatTheIncompleteDatabaseHasIsAsDeclared() throws Exception {
    String declared = databases.create(SchemaScript.declared().toArray(SchemaScript[]::new));
    String incomplete = databases.create(SchemaScript.INCOMPLETE);

    try (Connection whole = databases.connect(declared);
        Connection partial = databases.connect(incomplete)) {
      assertThat(CatalogText.of(whole, SCHEMAS)).containsAll(CatalogText.of(partial, SCHEMAS));
    }
  }
}

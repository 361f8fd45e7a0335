package io.schemamedic.demo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.demo.postgres.SchemaScript;
import io.schemamedic.demo.story.CatalogText;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeclaredSchemaIT {
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
      List<String> catalog = CatalogText.of(hibernate, "vet");
      assertThat(catalog).anyMatch(line -> line.contains("council_validations"));
      assertThat(CatalogText.of(hand, "vet")).isEqualTo(catalog);
    }
  }

  @Test
  void whatTheIncompleteDatabaseHasIsAsDeclared() throws Exception {
    String declared = databases.create(SchemaScript.declared().toArray(SchemaScript[]::new));
    String incomplete = databases.create(SchemaScript.INCOMPLETE);

    try (Connection whole = databases.connect(declared);
        Connection partial = databases.connect(incomplete)) {
      assertThat(CatalogText.of(whole, "public", "owned", "vet"))
          .containsAll(CatalogText.of(partial, "public", "owned", "vet"));
    }
  }
}

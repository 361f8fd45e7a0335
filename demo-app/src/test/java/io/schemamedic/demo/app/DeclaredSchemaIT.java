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
  void whatTheIncompleteDatabaseHasIsAsDeclared() throws Exception {
    String declared = databases.create(SchemaScript.declared().toArray(SchemaScript[]::new));
    RunningApp.start("--spring.datasource.url=" + databases.jdbcUrl(declared), RunningApp.CREATING)
        .close();
    String incomplete = databases.create(SchemaScript.INCOMPLETE);

    try (Connection whole = databases.connect(declared);
        Connection partial = databases.connect(incomplete)) {
      assertThat(CatalogText.of(whole, SCHEMAS)).containsAll(CatalogText.of(partial, SCHEMAS));
    }
  }
}

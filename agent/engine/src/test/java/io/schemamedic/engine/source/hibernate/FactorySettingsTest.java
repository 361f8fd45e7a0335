package io.schemamedic.engine.source.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorySettingsTest {

  @ParameterizedTest
  @CsvSource({
    "hibernate.hbm2ddl.auto, create-drop, true",
    "hibernate.hbm2ddl.auto, update, true",
    "jakarta.persistence.schema-generation.database.action, drop-and-create, true",
    "javax.persistence.schema-generation.database.action, CREATE, true",
    "hibernate.hbm2ddl.auto, validate, false",
    "hibernate.hbm2ddl.auto, none, false",
    "hibernate.show_sql, create, false"
  })
  void actionTellsWhetherTablesAreChanged(String key, String action, boolean changing) {
    assertThat(new FactorySettings(Map.of(key, action)).isChangingTables()).isEqualTo(changing);
  }

  @ParameterizedTest
  @CsvSource({
    "jakarta.persistence.schema-generation.scripts.action, create, true",
    "javax.persistence.schema-generation.scripts.action, drop-and-create, true",
    "jakarta.persistence.schema-generation.scripts.action, drop, false",
    "jakarta.persistence.schema-generation.scripts.action, none, false",
    "jakarta.persistence.schema-generation.database.action, create, false"
  })
  void scriptThatCreatesHasOrderedTheColumns(String key, String action, boolean writing) {
    assertThat(new FactorySettings(Map.of(key, action)).isWritingCreation()).isEqualTo(writing);
  }

  @Test
  void unitIsCalledAsHibernate5Or6CallsIt() {
    assertThat(new FactorySettings(Map.of("hibernate.ejb.persistenceUnitName", "a")).unitName())
        .contains("a");
    assertThat(new FactorySettings(Map.of("hibernate.persistenceUnitName", "b")).unitName())
        .contains("b");
    assertThat(new FactorySettings(Map.of()).unitName()).isEmpty();
  }
}

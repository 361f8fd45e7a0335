package io.schemamedic.engine.source.hibernate;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the settings of a session factory say about its schema. Only read. */
public final class FactorySettings {
  private static final String[] UNIT_NAMES = {
    "hibernate.persistenceUnitName",
    "hibernate.ejb.persistenceUnitName",
    "hibernate.session_factory_name"
  };
  private static final String[] ACTIONS = {
    "hibernate.hbm2ddl.auto",
    "jakarta.persistence.schema-generation.database.action",
    "javax.persistence.schema-generation.database.action"
  };
  private static final String[] SCRIPT_ACTIONS = {
    "jakarta.persistence.schema-generation.scripts.action",
    "javax.persistence.schema-generation.scripts.action"
  };
  private static final String TENANTS = "hibernate.multi_tenant_connection_provider";

  private final Map<?, ?> settings;

  public FactorySettings(Map<?, ?> settings) {
    this.settings = settings;
  }

  /** How the service calls its persistence unit; absent if it has no name. */
  public Optional<String> unitName() {
    for (String key : UNIT_NAMES) {
      String name = text(key);
      if (!name.isEmpty()) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether Hibernate makes or changes tables by itself. It has then put the columns into the order
   * that it wants, and would stumble over tables that are there before it.
   */
  public boolean isChangingTables() {
    for (String key : ACTIONS) {
      String action = text(key).toLowerCase(Locale.ROOT);
      if (!action.isEmpty() && !action.equals("none") && !action.equals("validate")) {
        return true;
      }
    }
    return false;
  }

  /** Whether Hibernate writes a script that makes all tables, and so has ordered their columns. */
  boolean isWritingCreation() {
    for (String key : SCRIPT_ACTIONS) {
      if (text(key).toLowerCase(Locale.ROOT).contains("create")) {
        return true;
      }
    }
    return false;
  }

  /** Whether its connections work in a schema or database of whoever is served. */
  boolean isForSeveralTenants() {
    return settings.get(TENANTS) != null;
  }

  private String text(String key) {
    Object value = settings.get(key);
    return value == null ? "" : value.toString().trim();
  }
}

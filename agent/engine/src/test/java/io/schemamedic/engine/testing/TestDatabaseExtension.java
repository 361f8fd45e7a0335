package io.schemamedic.engine.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each parameter of type {@link TestDatabase} a new database, dropped when the test or, for
 * parameters of set-up methods, their scope ends.
 */
public final class TestDatabaseExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestDatabase.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestDatabase database = TestPostgres.instance().newDatabase();
    context
        .getStore(ExtensionContext.Namespace.create(TestDatabaseExtension.class))
        .put(database.name(), database);
    return database;
  }
}

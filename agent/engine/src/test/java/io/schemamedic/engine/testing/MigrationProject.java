package io.schemamedic.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** The migrations of a service, in a directory, and the real tool that runs them. */
public final class MigrationProject {
  /** Who runs the migrations. */
  public enum Tool {
    FLYWAY,
    LIQUIBASE
  }

  private static final String MASTER = "master.xml";

  private final Tool tool;
  private final Path root;
  private final String master;

  private boolean lockInSession = true;

  private MigrationProject(Tool tool, Path root, String master) {
    this.tool = tool;
    this.root = root;
    this.master = master;
  }

  /** A change log of Liquibase that is there already, in the directory or below it. */
  public static MigrationProject ofChangeLog(Path root, String master) {
    return new MigrationProject(Tool.LIQUIBASE, root, master);
  }

  /**
   * A project with one migration.
   *
   * @param base what that does
   */
  public static MigrationProject of(Tool tool, Path root, String base) {
    MigrationProject project = new MigrationProject(tool, root, MASTER);
    try {
      Files.createDirectory(project.migrations());
      if (tool == Tool.FLYWAY) {
        Files.writeString(project.migrations().resolve("V1__base.sql"), base);
      } else {
        Files.writeString(
            project.migrations().resolve("0001_base.sql"),
            "--liquibase formatted sql\n--changeset me:base splitStatements:false\n" + base);
        Files.writeString(
            root.resolve(MASTER),
            """
            <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                  http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
              <includeAll path="migrations" relativeToChangelogFile="true"/>
            </databaseChangeLog>
            """);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return project;
  }

  /** Where its files are, and drafts go. */
  public Path migrations() {
    return root.resolve("migrations");
  }

  /** Leaves Flyway's lock as it is by default, in a transaction that stays open. */
  public void lockInTransaction(boolean inTransaction) {
    lockInSession = !inTransaction;
  }

  /** Runs what has not run yet. */
  public void migrate(TestDatabase database) throws Exception {
    if (tool == Tool.FLYWAY) {
      flyway(database).migrate();
    } else {
      liquibase(database, liquibase -> liquibase.update(new Contexts(), new LabelExpression()));
    }
  }

  /** All has run as it is in the files, and nothing is to be done. */
  public void assertNothingLeft(TestDatabase database) throws Exception {
    if (tool == Tool.FLYWAY) {
      Flyway flyway = flyway(database);
      flyway.validate();
      assertThat(flyway.migrate().migrationsExecuted).isZero();
    } else {
      liquibase(
          database,
          liquibase -> {
            liquibase.validate();
            assertThat(liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()))
                .isEmpty();
            liquibase.update(new Contexts(), new LabelExpression());
          });
    }
  }

  /** What a person does after a migration outside of a transaction has failed. */
  public void forgetFailure(TestDatabase database) {
    if (tool == Tool.FLYWAY) {
      database.execute("DELETE FROM flyway_schema_history WHERE NOT success");
    }
  }

  /** Whether an object of a catalog listing is the tool's own. */
  public static boolean isOfTheTool(String object) {
    return object.contains("flyway_schema_history") || object.contains(".databasechangelog");
  }

  private Flyway flyway(TestDatabase database) {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(database.url(), "postgres", "")
            .locations("filesystem:" + migrations());
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(!lockInSession);
    return configuration.load();
  }

  private void liquibase(TestDatabase database, Use use) throws Exception {
    try (Connection connection = database.connection();
        DirectoryResourceAccessor files = new DirectoryResourceAccessor(root)) {
      Scope.child(
          Map.of(Scope.Attr.ui.name(), new LoggerUIService()),
          () ->
              use.by(
                  new Liquibase(
                      master,
                      files,
                      DatabaseFactory.getInstance()
                          .findCorrectDatabaseImplementation(new JdbcConnection(connection)))));
    }
  }

  @FunctionalInterface
  private interface Use {
    void by(Liquibase liquibase) throws Exception;
  }
}

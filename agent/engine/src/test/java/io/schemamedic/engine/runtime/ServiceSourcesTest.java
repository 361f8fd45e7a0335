package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.config.DeclaredSource;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSourcesTest {
  @TempDir private Path directory = Path.of("");
  private final List<String> lines = new ArrayList<>();
  private final WantedSchema wanted = new WantedSchema(lines::add);

  @Test
  void migrationsOfTheServiceAreLearnedWhenItConnects() throws IOException {
    file("app/V1__a.sql", "CREATE TABLE a (id int)");
    ServiceSources sources = sources("classpath:/app/");
    assertThat(wanted.current().tables()).isEmpty();

    sources.connected(service());

    assertThat(wanted.current().tables().keySet()).hasToString("[public.a]");
    assertThat(lines).hasSize(1);
  }

  @Test
  void laterConnectionShowsWhatAnEarlierDidNot() throws IOException {
    file("app/V1__a.sql", "CREATE TABLE a (id int)");
    ServiceSources sources = sources("classpath:app");

    sources.connected(null);
    assertThat(wanted.isBroken()).isTrue();
    sources.connected(service());

    assertThat(wanted.isBroken()).isFalse();
    assertThat(wanted.current().tables()).hasSize(1);
  }

  @Test
  void directoryOfThisMachineIsOneSourceWithWhatLiesInTheService() throws IOException {
    file("app/V1__a.sql", "CREATE TABLE a (id int)");
    file("more/V2__b.sql", "ALTER TABLE a ADD COLUMN note text");
    ServiceSources sources = sources("classpath:app", "dir:" + directory.resolve("more"));

    sources.connected(service());

    assertThat(wanted.current().tables().values().iterator().next().columns()).hasSize(2);
  }

  @Test
  void changedDirectoryIsLearned() throws IOException {
    file("V1__a.sql", "CREATE TABLE a (id int)");
    List<DeclaredSource> declared = List.of(DeclaredSource.parse("dir:" + directory));
    wanted.start(DeclaredSchemaLoader.load(declared));
    ServiceSources sources = new ServiceSources(declared, wanted, lines::add);

    sources.readAgain();
    assertThat(lines).isEmpty();
    file("V2__b.sql", "CREATE TABLE b (id int)");
    sources.readAgain();

    assertThat(wanted.current().tables()).hasSize(2);
    assertThat(lines).hasSize(1);
  }

  @Test
  void autoFindsMigrationsWhereFlywayIs() throws IOException {
    file("db/migration/V1__a.sql", "CREATE TABLE a (id int)");
    ServiceSources sources = sources("auto");

    sources.connected(service());

    assertThat(lines.get(0))
        .contains("declared=auto", "tool=\"Flyway\"", "source=\"classpath:db/migration\"");
    assertThat(wanted.current().tables()).hasSize(1);
    assertThat(sources.hasMigrations(service())).isTrue();
  }

  @Test
  void autoSaysThatThereAreNoMigrations() throws IOException {
    file("db/migration/V1__program.class", "");
    ServiceSources sources = sources("auto");

    sources.connected(service());
    sources.connected(service());

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).contains("declared=auto found no migrations");
    assertThat(sources.hasMigrations(service())).isFalse();
  }

  @Test
  void autoFindsTheChangeLogWhereLiquibaseIs() throws IOException {
    file(
        "db/changelog/db.changelog-master.yaml",
        "databaseChangeLog: [{include: {file: db/changelog/changes/a.sql}}]");
    file(
        "db/changelog/changes/a.sql",
        "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE a (id int);");
    ServiceSources sources = sources("auto");

    sources.connected(service());

    assertThat(wanted.current().tables().keySet()).hasToString("[public.a]");
    assertThat(lines).first().asString().contains("tool=\"Liquibase\"");
  }

  @Test
  void changeLogIsReadWhereItIsDeclared() throws IOException {
    file("app/log.json", "{\"databaseChangeLog\": [{\"include\": {\"file\": \"app/a.sql\"}}]}");
    file("app/a.sql", "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE a (id int);");
    file("app/b.sql", "-- liquibase formatted sql\n--changeset a:1\nCREATE TABLE b (id int);");
    List<DeclaredSource> declared =
        List.of(
            DeclaredSource.parse("classpath:app/log.json"),
            DeclaredSource.parse("file:" + directory.resolve("app/b.sql")));
    wanted.start(DeclaredSchemaLoader.load(declared));
    ServiceSources sources = new ServiceSources(declared, wanted, lines::add);

    sources.connected(service());

    assertThat(wanted.current().tables().keySet()).hasToString("[public.b, public.a]");
  }

  private ServiceSources sources(String... entries) {
    return new ServiceSources(
        Arrays.stream(entries).map(DeclaredSource::parse).toList(), wanted, lines::add);
  }

  private ClassLoader service() throws IOException {
    return new URLClassLoader(new URL[] {directory.toUri().toURL()}, null);
  }

  private void file(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}

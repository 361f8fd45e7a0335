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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSourcesTest {
  @TempDir private Path directory = Path.of("");
  private final List<String> lines = new ArrayList<>();
  private final WantedSchema wanted = new WantedSchema(lines::add);

  @Test
  void migrationsOfTheServiceAreLearnedWhenItConnects() throws Exception {
    file("app/V1__a.sql", "CREATE TABLE a (id int)");
    ServiceSources sources = sources("classpath:/app/");
    assertThat(wanted.current().tables()).isEmpty();

    sources.usedBy(service());

    assertThat(wanted.current().tables().keySet()).hasToString("[public.a]");
    assertThat(lines).hasSize(1);
  }

  @Test
  void laterConnectionShowsWhatAnEarlierDidNot() throws Exception {
    file("app/V1__a.sql", "CREATE TABLE a (id int)");
    ServiceSources sources = sources("classpath:app");

    sources.usedBy(null);
    assertThat(wanted.isBroken()).isTrue();
    sources.usedBy(service());

    assertThat(wanted.isBroken()).isFalse();
    assertThat(wanted.current().tables()).hasSize(1);
  }

  @Test
  void directoryOfThisMachineIsOneSourceWithWhatLiesInTheService() throws Exception {
    file("app/V1__a.sql", "CREATE TABLE a (id int)");
    file("more/V2__b.sql", "ALTER TABLE a ADD COLUMN note text");
    ServiceSources sources = sources("classpath:app", "dir:" + directory.resolve("more"));

    sources.usedBy(service());

    assertThat(wanted.current().tables().values().iterator().next().columns()).hasSize(2);
  }

  @Test
  void changedDirectoryIsLearned() throws Exception {
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
  void autoFindsMigrationsWhereFlywayIs() throws Exception {
    file("db/migration/V1__a.sql", "CREATE TABLE a (id int)");
    ServiceSources sources = sources("auto");

    sources.usedBy(service());

    assertThat(lines.get(0))
        .contains("declared=auto", "tool=\"Flyway\"", "source=\"classpath:db/migration\"");
    assertThat(wanted.current().tables()).hasSize(1);
    assertThat(sources.hasMigrations(service())).isTrue();
  }

  @Test
  void autoSaysThatThereAreNoMigrations() throws Exception {
    file("db/migration/V1__program.class", "");
    ServiceSources sources = sources("auto");

    sources.usedBy(service());
    sources.usedBy(service());

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).contains("declared=auto found no migrations");
    assertThat(sources.hasMigrations(service())).isFalse();
  }

  @Test
  void autoFindsTheChangeLogWhereLiquibaseIs() throws Exception {
    file(
        "db/changelog/db.changelog-master.yaml",
        "databaseChangeLog: [{include: {file: db/changelog/changes/a.sql}}]");
    file(
        "db/changelog/changes/a.sql",
        "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE a (id int);");
    ServiceSources sources = sources("auto");

    sources.usedBy(service());

    assertThat(wanted.current().tables().keySet()).hasToString("[public.a]");
    assertThat(lines).first().asString().contains("tool=\"Liquibase\"");
  }

  @Test
  void changeLogIsReadWhereItIsDeclared() throws Exception {
    file("app/log.json", "{\"databaseChangeLog\": [{\"include\": {\"file\": \"app/a.sql\"}}]}");
    file("app/a.sql", "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE a (id int);");
    file("app/b.sql", "-- liquibase formatted sql\n--changeset a:1\nCREATE TABLE b (id int);");
    List<DeclaredSource> declared =
        List.of(
            DeclaredSource.parse("classpath:app/log.json"),
            DeclaredSource.parse("file:" + directory.resolve("app/b.sql")));
    wanted.start(DeclaredSchemaLoader.load(declared));
    ServiceSources sources = new ServiceSources(declared, wanted, lines::add);

    sources.usedBy(service());

    assertThat(wanted.current().tables().keySet()).hasToString("[public.b, public.a]");
  }

  @Test
  void servicesThatDeclareATableDifferentlyContradictEachOther() throws Exception {
    file("one/app/V1__a.sql", "CREATE TABLE a (id int)");
    file("two/app/V1__a.sql", "CREATE TABLE a (id bigint)");
    ServiceSources sources = sources("classpath:app");

    connectedIn(sources, loader("one"));
    assertThat(wanted.current().tables()).hasSize(1);
    connectedIn(sources, loader("two"));

    assertThat(wanted.isBroken()).isTrue();
    assertThat(lines.get(1)).contains("classpath:app and classpath:app#2");
  }

  @Test
  void serviceThatIsDeployedAgainTakesThePlaceOfItsPredecessor() throws Exception {
    file("one/app/V1__a.sql", "CREATE TABLE a (id int)");
    ServiceSources sources = sources("classpath:app");

    connectedIn(sources, loader("one"));
    file("one/app/V2__a.sql", "ALTER TABLE a ADD COLUMN note text");
    connectedIn(sources, loader("one"));

    assertThat(wanted.isBroken()).isFalse();
    assertThat(wanted.current().tables().values().iterator().next().columns()).hasSize(2);
  }

  @Test
  void serviceWithoutMigrationsLeavesThoseOfAnotherAsTheyAre() throws Exception {
    file("one/app/V1__a.sql", "CREATE TABLE a (id int)");
    ServiceSources sources = sources("classpath:app");

    connectedIn(sources, loader("one"));
    connectedIn(sources, loader("none"));

    assertThat(wanted.isBroken()).isFalse();
    assertThat(wanted.current().tables()).hasSize(1);
  }

  @Test
  void loaderThatFailsIsNotAskedForEver() {
    AtomicInteger asked = new AtomicInteger();
    ClassLoader stopped =
        new ClassLoader(null) {
          @Override
          public URL getResource(String name) {
            asked.incrementAndGet();
            throw new IllegalStateException("stopped");
          }
        };
    ServiceSources sources = sources("auto");

    for (int i = 0; i < 50; i++) {
      try {
        sources.usedBy(stopped);
      } catch (IllegalStateException | InterruptedException e) {
        assertThat(e).hasMessage("stopped");
      }
    }

    assertThat(asked).hasValue(20);
  }

  private static void connectedIn(ServiceSources sources, ClassLoader service) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(service);
    try {
      sources.usedBy(null);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private ClassLoader loader(String place) throws IOException {
    Path root = Files.createDirectories(directory.resolve(place));
    return new URLClassLoader(new URL[] {root.toUri().toURL()}, null);
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

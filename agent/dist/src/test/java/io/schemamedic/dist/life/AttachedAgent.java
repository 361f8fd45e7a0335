package io.schemamedic.dist.life;

import static io.schemamedic.dist.program.Step.connect;
import static io.schemamedic.dist.program.Step.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.Attach;
import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.load.Eventually;
import io.schemamedic.dist.program.Step;
import io.schemamedic.dist.scenario.RunningService;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A service that lacks a column again and again, and an agent that comes and goes. */
final class AttachedAgent implements AutoCloseable {
  private static final String STARTED = "] started ";
  private static final String SERVED = "] metrics and status page are served ";
  private static final Step INSERT = update("INSERT INTO note (id, text) VALUES (1, 'a')");

  private final TestDatabase database = TestPostgres.instance().newDatabase();
  private final RunningService service;
  private final String options;

  private AttachedAgent(RunningService service, String options) {
    this.service = service;
    this.options = options;
  }

  /** A JVM that lets itself be looked at; the agent is not there yet. */
  static ForkedJvm jvm() {
    return openly(new ForkedJvm(Jdk.current()));
  }

  static ForkedJvm openly(ForkedJvm jvm) {
    return jvm.with(
        "-XX:+EnableDynamicAgentLoading", "--add-opens=java.base/java.lang=ALL-UNNAMED");
  }

  /** For an agent that may add the column. */
  static String options(Path directory) throws IOException {
    Path declared =
        Files.writeString(directory.resolve("d.sql"), "CREATE TABLE note (id int, text text);");
    return "mode=repair;repair.wait-budget=5s;allow=public.note;http.port=0;declared=file:"
        + declared;
  }

  /** Starts the service, which connects and makes its table without the column. */
  static AttachedAgent of(ForkedJvm jvm, Path directory) throws IOException {
    AttachedAgent made = new AttachedAgent(RunningService.start(jvm), options(directory));
    made.database.execute("CREATE TABLE note (id int)");
    made.service.run(connect(made.database.url()));
    return made;
  }

  TestDatabase database() {
    return database;
  }

  RunningService service() {
    return service;
  }

  /** Returns when the agent has said that it is at work. */
  void attach(File jar) throws Exception {
    long before = starts();
    load(jar, options);
    awaitStarts(before + 1);
  }

  /** The line of the last of so many starts. */
  String awaitStarts(long starts) {
    assertThat(Eventually.is(starts, this::starts)).as("%s", service.err()).isEqualTo(starts);
    return lastStart();
  }

  void detach(File jar) throws Exception {
    load(jar, "detach");
  }

  void load(File jar, String text) throws Exception {
    Attach.load(service.pid(), jar.getPath(), text);
  }

  private long starts() {
    return service.err().stream().filter(line -> line.contains(SERVED)).count();
  }

  String lastStart() {
    return service.err().stream()
        .filter(line -> line.contains(STARTED))
        .reduce("", (first, second) -> second);
  }

  /** What the service sees when it needs a column that is not there. */
  String needColumn() {
    database.execute("ALTER TABLE note DROP COLUMN IF EXISTS text");
    return service.run(INSERT);
  }

  @Override
  public void close() {
    service.close();
    database.close();
  }
}

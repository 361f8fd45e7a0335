package io.schemamedic.dist.failopen;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.program.Step;
import io.schemamedic.dist.scenario.RunningService;
import io.schemamedic.dist.together.GapInDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, and files and directories that the service may not use. */
class FilesIT {
  private static final Step INSERT = Step.update("INSERT INTO note (id, text) VALUES (2, 'a')");

  private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

  private final Path directory;

  FilesIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void nothingIsRepairedThatCannotBeAudited() {
    try (GapInDatabase gap = new GapInDatabase();
        GapInDatabase other = new GapInDatabase();
        RunningService service =
            RunningService.start(
                new ForkedJvm(Jdk.current())
                    .withAgent(GapInDatabase.arguments(directory, "audit.file=/dev/full")))) {
      RunningService without = RunningService.withoutAgent();
      assertThat(gap.begin(service)).isEqualTo(other.begin(without));
      assertThat(gap.need(service)).isEqualTo(other.need(without));
      assertThat(service.get("/metrics"))
          .contains("{decision=\"refused\",reason=\"audit_unavailable\",} 4.0");
      assertThat(told(service, "the audit file cannot be written"))
          .singleElement()
          .asString()
          .contains("/dev/full", "No space left", "advice=\"");
    }
  }

  /** The disk of the drafts is one of the service's own, of four kilobytes. */
  @Test
  void repairsGoOnWithoutDrafts() throws IOException {
    Path drafts = Files.createDirectory(directory.resolve("drafts"));
    String fill = "head -c 4096 /dev/zero >" + drafts + "/fill";
    ForkedJvm jvm =
        new ForkedJvm(Jdk.current())
            .withAgent(GapInDatabase.arguments(directory, "migrations.dir=" + drafts))
            .runBy(
                "unshare",
                IS_ROOT ? "-m" : "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=4k tmpfs " + drafts + " && " + fill + "; exec \"$@\"",
                "sh");
    try (GapInDatabase gap = new GapInDatabase();
        GapInDatabase mended = new GapInDatabase();
        RunningService service = RunningService.start(jvm)) {
      RunningService without = RunningService.withoutAgent();
      assertThat(gap.begin(service)).isEqualTo(mended.begin(without));
      assertThat(gap.need(service)).isEqualTo(mended.needOfNothing(without));
      assertThat(told(service, "a migration draft cannot be written"))
          .isNotEmpty()
          .allMatch(line -> line.contains("No space left") && line.contains("advice=\""));
    }
  }

  @Test
  void whatMayNotBeUsedIsOneBlock() throws IOException {
    Path closed = Files.createDirectory(directory.resolve("closed"));
    Path secret = Files.writeString(directory.resolve("secret"), "secret");
    Path audit = Files.createFile(directory.resolve("audit"));
    Path drafts = Files.createDirectory(directory.resolve("drafts"));
    Path stop = closed.resolve("stop");
    String arguments =
        GapInDatabase.arguments(
            directory,
            "repair.user=postgres",
            "repair.password-file=" + secret,
            "audit.file=" + audit,
            "migrations.dir=" + drafts,
            "kill-switch.file=" + stop);
    Stream.of(closed, secret, audit, drafts).forEach(FilesIT::close);
    try (GapInDatabase gap = new GapInDatabase();
        GapInDatabase other = new GapInDatabase();
        RunningService service = RunningService.start(unprivileged().withAgent(arguments))) {
      RunningService without = RunningService.withoutAgent();
      assertThat(gap.begin(service)).isEqualTo(other.begin(without));
      assertThat(gap.need(service)).isEqualTo(other.need(without));
      service.get("/metrics");
      List<String> told = service.err();
      assertThat(told).filteredOn(line -> line.contains("] configuration: 4 errors")).hasSize(1);
      assertThat(told)
          .filteredOn(line -> line.startsWith("[schema-medic]   "))
          .satisfiesExactlyInAnyOrder(
              line -> assertThat(line).contains("repair.password-file", "cannot be read"),
              line -> assertThat(line).contains("audit.file", "not writable"),
              line -> assertThat(line).contains("migrations.dir", "not writable"),
              line -> assertThat(line).contains("kill-switch.file", "may not be searched"));
    } finally {
      Stream.of(closed, secret, audit, drafts).forEach(FilesIT::open);
    }
  }

  /** Whether somebody has said stop cannot be known then, so somebody may have. */
  @Test
  void directoryOfTheKillSwitchThatIsClosedLaterStopsAndItsOpeningResumes() throws IOException {
    Path closed = Files.createDirectory(directory.resolve("closed"));
    String killSwitch = "kill-switch.file=" + closed.resolve("stop");
    try (GapInDatabase gap = new GapInDatabase();
        RunningService service =
            RunningService.start(
                unprivileged().withAgent(GapInDatabase.arguments(directory, killSwitch)))) {
      gap.begin(service);
      close(closed);
      assertThat(service.run(INSERT)).contains("SQLSTATE 42703");
      assertThat(service.get("/metrics"))
          .contains("{decision=\"refused\",reason=\"kill_switch\",} 1.0");
      open(closed);
      assertThat(service.run(INSERT)).isEqualTo("updated 1");
    } finally {
      open(closed);
    }
  }

  @Test
  @Tag("long")
  void configurationThatMayNotBeRead() throws IOException {
    Path file = Files.writeString(directory.resolve("agent.properties"), "mode=repair");
    close(file);
    try (GapInDatabase gap = new GapInDatabase();
        GapInDatabase other = new GapInDatabase();
        RunningService service =
            RunningService.start(unprivileged().withAgent("http.port=0;config=" + file))) {
      RunningService without = RunningService.withoutAgent();
      assertThat(gap.begin(service)).isEqualTo(other.begin(without));
      assertThat(gap.need(service)).isEqualTo(other.need(without));
      service.get("/metrics");
      assertThat(told(service, "configuration: 1 error")).hasSize(1);
      assertThat(told(service, "it cannot be read")).hasSize(1);
    }
  }

  private static List<String> told(RunningService service, String text) {
    return service.err().stream().filter(line -> line.contains(text)).toList();
  }

  /** Whom permissions bind, even if the tests are run by root. */
  private static ForkedJvm unprivileged() {
    ForkedJvm jvm = new ForkedJvm(Jdk.current());
    return IS_ROOT
        ? jvm.runBy("setpriv", "--inh-caps=-all", "--bounding-set=-dac_override,-dac_read_search")
        : jvm;
  }

  private static void close(Path file) {
    permit(file, "---------");
  }

  private static void open(Path file) {
    permit(file, "rwx------");
  }

  private static void permit(Path file, String permissions) {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

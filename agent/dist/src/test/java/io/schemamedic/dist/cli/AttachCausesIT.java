package io.schemamedic.dist.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.ForkedJvm.Result;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ShippedJar;
import io.schemamedic.dist.java8.Idle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every cause for which a JVM cannot be attached, really provoked, with its exit code and words.
 */
class AttachCausesIT {
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups");

  private final Path directory;
  private final List<Process> running = new ArrayList<>();
  private Path open = Path.of("");

  AttachCausesIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void makeFolderForEveryone() throws IOException {
    open = Files.createTempDirectory("schema-medic-cli");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void end() throws Exception {
    for (Process process : running) {
      process.destroyForcibly().waitFor();
    }
    try (Stream<Path> files = Files.list(open)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(open);
  }

  private Process idle(String... options) throws IOException {
    return started(new ForkedJvm(Jdk.current()).with(options).builder(Idle.class).command());
  }

  /** The same program, where every user can read it. */
  private List<String> ofEveryone() throws IOException {
    String name = Idle.class.getName().replace('.', '/') + ".class";
    Path jar = open.resolve("idle.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry(name));
      out.write(Files.readAllBytes(ForkedJvm.jarOf(Idle.class).resolve(name)));
    }
    return List.of(Jdk.current().tool("java"), "-cp", jar.toString(), Idle.class.getName());
  }

  private static List<String> concat(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private Process started(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    running.add(process);
    assertThat(process.inputReader().readLine()).isEqualTo("ready");
    return process;
  }

  private static Result attach(long pid, String... more) {
    List<String> words = new ArrayList<>(List.of("attach", Long.toString(pid)));
    words.addAll(List.of(more));
    return Tool.runPlain(Map.of(), words.toArray(String[]::new));
  }

  private static void assertRefused(Result result, int exitCode, String... told) {
    assertThat(result.exitCode()).as("%s", result).isEqualTo(exitCode);
    assertThat(result.out()).isEmpty();
    assertThat(String.join("\n", result.err())).contains("not attached: ").contains(told);
  }

  private static void signal(String name, Process process) throws Exception {
    String pid = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  private static void assumeRoot() throws IOException {
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "only root is others");
  }

  @Test
  void processThatIsNotThere() {
    assertRefused(attach(999_999_999), 3, "there is no process 999999999", "'list'");
  }

  @Test
  void processThatIsNoJvmGoesOn() throws IOException {
    Process sleep = new ProcessBuilder("sleep", "100").start();
    running.add(sleep);

    assertRefused(attach(sleep.pid()), 3, "is no Java process");
    assertThat(sleep.isAlive()).isTrue();
  }

  @Test
  void attachThatIsDisabledLeavesNoThreadDump() throws IOException {
    Process jvm = idle("-XX:+DisableAttachMechanism");

    assertRefused(attach(jvm.pid()), 5, "-XX:+DisableAttachMechanism", "-javaagent");
    assertThat(saidUntilItsEnd(jvm)).isEmpty();
  }

  @Test
  void agentsThatAreDisabled() throws IOException {
    Process jvm = idle("-XX:-EnableDynamicAgentLoading");

    assertRefused(attach(jvm.pid()), 5, "-XX:-EnableDynamicAgentLoading", "-javaagent");
    assertThat(saidUntilItsEnd(jvm)).isEmpty();
  }

  private static String saidUntilItsEnd(Process jvm) throws IOException {
    jvm.getOutputStream().close();
    return new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void processThatIsStoppedHoldsUpNobody() throws Exception {
    Process jvm = idle();
    assertThat(attach(jvm.pid(), "http.port=off").exitCode()).isZero();
    signal("STOP", jvm);
    try {
      assertRefused(attach(jvm.pid()), 5, "is stopped", "kill -CONT " + jvm.pid());
      Result list = Tool.runPlain(Map.of(), "list", "--timeout=1s");
      assertThat(list.exitCode()).isZero();
      assertThat(list.out())
          .anyMatch(line -> line.startsWith(jvm.pid() + " ") && line.endsWith("unknown"));
    } finally {
      signal("CONT", jvm);
    }
    assertThat(attach(jvm.pid()).exitCode()).isZero();
  }

  @Test
  void processOfAnotherUser() throws IOException {
    assumeRoot();
    Process jvm = idle();
    Path jar = Files.copy(ShippedJar.file().toPath(), open.resolve("medic.jar"));
    List<String> words = List.of("-jar", jar.toString(), "attach", Long.toString(jvm.pid()));

    Process tool =
        new ProcessBuilder(concat(AS_NOBODY, concat(List.of(Jdk.current().tool("java")), words)))
            .redirectErrorStream(true)
            .start();
    running.add(tool);

    assertThat(saidUntilItsEnd(tool)).contains("runs as the user root", "sudo -u root");
    assertThat(tool.onExit().join().exitValue()).isEqualTo(4);
  }

  @Test
  void jarThatTheOtherUserCannotRead() throws IOException {
    assumeRoot();
    Process jvm = started(concat(AS_NOBODY, ofEveryone()));
    Path hidden = Files.copy(ShippedJar.file().toPath(), directory.resolve("medic.jar"));
    Path shown = Files.copy(ShippedJar.file().toPath(), open.resolve("medic.jar"));

    Result refused = attach(jvm.pid(), "--jar", hidden.toString());
    Result attached = attach(jvm.pid(), "--jar", shown.toString());

    assertRefused(refused, 4, "nobody", "cannot read " + hidden);
    assertThat(attached.exitCode()).as("%s", attached).isZero();
  }

  @Test
  void javaWithoutAttach() throws IOException {
    Process jvm = idle();

    List<String> words = new ArrayList<>();
    // What a small image has.
    words.add("--limit-modules=java.base,java.instrument,java.sql,java.logging");
    words.addAll(List.of(Tool.command("attach", Long.toString(jvm.pid()))));

    Result result = new ForkedJvm(Jdk.current()).runJava(words.toArray(String[]::new));

    assertRefused(result, 5, "cannot attach", "jdk.attach", "a JDK");
  }

  @Test
  void settingsThatAreTooLongOrUnknownAreUsageAndNothingIsSent() throws IOException {
    Process jvm = idle();
    char[] many = new char[1_100];
    Arrays.fill(many, 'x');

    Result tooLong = attach(jvm.pid(), "allow=" + new String(many));
    Result unknown = attach(jvm.pid(), "mod=repair");

    assertThat(tooLong.exitCode()).isEqualTo(2);
    assertThat(String.join("\n", tooLong.err())).contains("1024", "--config FILE");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(Path.of("/tmp/.java_pid" + jvm.pid())).doesNotExist();
  }
}

package io.schemamedic.dist.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.schemamedic.dist.AgentSetup;
import io.schemamedic.dist.Command;
import io.schemamedic.dist.DebianPackages;
import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.FreePort;
import io.schemamedic.dist.Jdk;
import io.schemamedic.dist.ServiceProcess;
import io.schemamedic.dist.ShippedJar;
import io.schemamedic.dist.program.WaitingService;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever follows the examples has a service with the agent, and an agent that is as configured.
 */
@ExtendWith(TestDatabaseExtension.class)
class ShippingIT {
  private static final Path SHIPPING = Path.of("shipping").toAbsolutePath();
  private static final Path DROP_IN = Path.of("shop.service.d", "schema-medic.conf");
  private static final String SCHEMA = "CREATE TABLE public.orders (id bigint, note text);";

  @Test
  void podHasTheAgentAsItsFilesSay(TestDatabase database, @TempDir Path directory)
      throws Exception {
    PodSpec pod = deployment().getSpec().getTemplate().getSpec();
    ImageBuild image =
        ImageBuild.of(
            SHIPPING.resolve("Dockerfile"),
            Path.of("").toAbsolutePath(),
            Files.createDirectory(directory.resolve("images")));
    SimulatedPod simulated =
        SimulatedPod.of(
            pod,
            KubernetesFiles.one(ConfigMap.class, "settings.yaml"),
            KubernetesFiles.one(Secret.class, "settings.yaml"),
            Files.createDirectory(directory.resolve("volumes")));

    Container init = pod.getInitContainers().get(0);
    assertThat(image.command()).isEqualTo("[\"" + String.join("\", \"", init.getCommand()) + "\"]");
    // Twice, as after a restart of the node.
    Command.must(directory, simulated.initCommand(init, image.root()));
    Command.must(directory, simulated.initCommand(init, image.root()));
    assertThat(directory.resolve("volumes/schema-medic/schema-medic.jar"))
        .hasSameBinaryContentAs(ShippedJar.file().toPath());

    assertThat(stderrOf(simulated.environment(pod.getContainers().get(0)), database, "propose"))
        .anyMatch(line -> line.contains("-XX:MaxRAMPercentage=75 -javaagent:"))
        .anyMatch(line -> line.matches(".* runbook=\"http://127.0.0.1:\\d+/runbook#[a-z_]+\""))
        .noneMatch(line -> line.contains("configuration:"))
        .anyMatch(line -> line.matches(".* started .* mode=\"propose\" tables=1 .*"));
  }

  @Test
  void serviceOfSystemdAndTomcatHaveTheAgentAsItsFileSays(
      TestDatabase database, @TempDir Path directory) throws Exception {
    String option = optionOfDropIn();
    assertThat(catalinaOptions("")).isEqualTo(option);
    Path settings = Files.createDirectories(directory.resolve("etc/schema-medic"));
    Files.createDirectories(directory.resolve("var/lib/schema-medic"));
    Files.writeString(settings.resolve("schema.sql"), SCHEMA);
    Files.writeString(settings.resolve("repair-password"), "x");
    Files.writeString(
        settings.resolve("shop.properties"),
        Files.readString(SHIPPING.resolve("shop.properties"))
            .replaceAll("(?<=[=:])/(?=etc/|var/)", directory + "/"));

    String here =
        option
            .replace("/opt/schema-medic/schema-medic.jar", ShippedJar.file().toString())
            .replace("=/etc/", "=" + directory + "/etc/");
    assertThat(stderrOf(Map.of("JAVA_TOOL_OPTIONS", here), database, "propose"))
        .noneMatch(line -> line.contains("configuration:"))
        .anyMatch(line -> line.matches(".* started .* mode=\"propose\" tables=1 .*"));
  }

  @Test
  void systemdFindsNothingWrongWithTheDropIn(@TempDir Path units) throws IOException {
    assertThat(systemdsOpinion(units, Files.readString(systemdFile()))).isEmpty();
  }

  /** The check of the check. */
  @Test
  void systemdFindsWhatIsWrong(@TempDir Path units) throws IOException {
    String broken = Files.readString(systemdFile()).replace("StateDirectory", "StateDir");

    assertThat(systemdsOpinion(units, broken)).contains("Unknown key");
  }

  @Test
  void setenvAddsToWhatIsThere() throws IOException {
    Path script = SHIPPING.resolve("tomcat/setenv.sh");

    assertThat(Command.run(SHIPPING, List.of("sh", "-n", script.toString())).well()).isTrue();
    assertThat(catalinaOptions("-Xmx1g -Da=b"))
        .startsWith("-Xmx1g -Da=b -javaagent:/opt/schema-medic/schema-medic.jar=");
  }

  private static List<String> stderrOf(
      Map<String, String> environment, TestDatabase database, String mode) {
    int port = FreePort.find();
    ForkedJvm jvm = new ForkedJvm(Jdk.current());
    environment.forEach(jvm::withEnvironment);
    // The port of the examples may be taken here.
    jvm.withEnvironment("SCHEMAMEDIC_HTTP_PORT", Integer.toString(port));
    Path nowhere = Path.of("unused");
    try (ServiceProcess service = ServiceProcess.start(jvm, WaitingService.class, database.url())) {
      service.linesUntil("ready");
      assertThat(new AgentSetup(nowhere, nowhere, port).metric("schema_medic_mode", mode))
          .isEqualTo(1);
      service.send("call a PLAIN 0 SELECT note FROM public.orders");
      service.lineOf("a");
      return service.errorLines();
    }
  }

  private static Deployment deployment() throws IOException {
    return KubernetesFiles.one(Deployment.class, "deployment.yaml");
  }

  private static Path systemdFile() {
    return SHIPPING.resolve("systemd").resolve(DROP_IN);
  }

  /** What the drop-in adds to the service's environment. */
  private static String optionOfDropIn() throws IOException {
    String begin = "Environment=\"JAVA_TOOL_OPTIONS=";
    return Files.readAllLines(systemdFile()).stream()
        .filter(line -> line.startsWith(begin))
        .map(line -> line.substring(begin.length(), line.length() - 1))
        .findFirst()
        .orElseThrow();
  }

  private static String systemdsOpinion(Path units, String dropIn) throws IOException {
    Path service = units.resolve("shop.service");
    Files.writeString(service, "[Service]\nExecStart=/bin/true\n");
    Path file = units.resolve(DROP_IN);
    Files.createDirectories(file.getParent());
    Files.writeString(file, dropIn);
    DebianPackages systemd = DebianPackages.unpacked("systemd");
    ProcessBuilder analyze =
        systemd.command("usr/bin/systemd-analyze", "verify", "--man=no", service.toString());
    analyze
        .environment()
        .put("SYSTEMD_UNIT_PATH", units + ":" + systemd.file("lib/systemd/system"));
    return outputOf(analyze);
  }

  private static String catalinaOptions(String before) throws IOException {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", ". ./tomcat/setenv.sh; printf %s \"$CATALINA_OPTS\"")
            .directory(SHIPPING.toFile());
    shell.environment().put("CATALINA_OPTS", before);
    return outputOf(shell);
  }

  private static String outputOf(ProcessBuilder command) throws IOException {
    Process process = command.redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}

package io.schemamedic.dist.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesFilesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"settings.yaml", "deployment.yaml", "podmonitor.yaml", "networkpolicy.yaml"})
  void fileHasOnlyWhatTheServerKnows(String file) throws IOException {
    assertThat(KubernetesFiles.read(KubernetesFiles.text(file))).isNotEmpty();
  }

  /** The check of the check. */
  @ParameterizedTest
  @CsvSource({
    "settings.yaml, stringData:, stringdata:",
    "settings.yaml, kind: Secret, kind: Secrets",
    "deployment.yaml, mountPath:, mountpath:",
    "deployment.yaml, initContainers:, initContainer:",
    "deployment.yaml, replicas: 3, replicas: three",
    "deployment.yaml, secretName:, name:",
    "podmonitor.yaml, podMetricsEndpoints:, endpoints:",
    "podmonitor.yaml, interval:, intervall:",
    "networkpolicy.yaml, policyTypes:, types:"
  })
  void brokenFileIsFound(String file, String right, String wrong) throws IOException {
    String broken = KubernetesFiles.text(file).replace(right, wrong);

    assertThat(broken).contains(wrong);
    assertThatThrownBy(() -> KubernetesFiles.read(broken))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyMountHasItsVolume() throws IOException {
    PodSpec pod = pod();
    List<String> volumes = pod.getVolumes().stream().map(Volume::getName).toList();

    assertThat(containers(pod).flatMap(container -> container.getVolumeMounts().stream()))
        .extracting(VolumeMount::getName)
        .isSubsetOf(volumes)
        .containsAll(volumes);
  }

  @Test
  void prometheusFindsThePortOfThePods() throws IOException {
    PodMonitor monitor = KubernetesFiles.one(PodMonitor.class, "podmonitor.yaml");

    assertThat(monitor.getSpec().getSelector().getMatchLabels()).isEqualTo(podLabels());
    assertThat(podLabels()).containsKey(monitor.getSpec().getJobLabel());
    assertThat(portNames()).contains(monitor.getSpec().getPodMetricsEndpoints().get(0).getPort());
  }

  @Test
  void networkPolicyOpensThePortsOfThePods() throws IOException {
    NetworkPolicy policy = KubernetesFiles.one(NetworkPolicy.class, "networkpolicy.yaml");

    assertThat(policy.getSpec().getPodSelector().getMatchLabels()).isEqualTo(podLabels());
    assertThat(policy.getSpec().getIngress())
        .flatExtracting(rule -> rule.getPorts())
        .extracting(port -> port.getPort().getStrVal())
        .containsExactlyInAnyOrderElementsOf(portNames());
  }

  @Test
  void probesAskTheServiceAndNotTheAgent() throws IOException {
    Container service = pod().getContainers().get(0);

    assertThat(List.of(service.getReadinessProbe(), service.getLivenessProbe()))
        .extracting(probe -> probe.getHttpGet().getPort().getStrVal())
        .containsOnly("http");
  }

  @Test
  void secretsOfTheExampleAreNobodys() throws IOException {
    Secret secret = KubernetesFiles.one(Secret.class, "settings.yaml");

    assertThat(secret.getStringData().values())
        .allSatisfy(value -> assertThat(value).startsWith("replace-me"));
  }

  private static PodSpec pod() throws IOException {
    return deployment().getSpec().getTemplate().getSpec();
  }

  private static Map<String, String> podLabels() throws IOException {
    Deployment deployment = deployment();
    Map<String, String> labels = deployment.getSpec().getTemplate().getMetadata().getLabels();
    assertThat(deployment.getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
    return labels;
  }

  private static List<String> portNames() throws IOException {
    return containers(pod())
        .flatMap(container -> container.getPorts().stream())
        .map(ContainerPort::getName)
        .toList();
  }

  private static Stream<Container> containers(PodSpec pod) {
    return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream());
  }

  private static Deployment deployment() throws IOException {
    return KubernetesFiles.one(Deployment.class, "deployment.yaml");
  }
}

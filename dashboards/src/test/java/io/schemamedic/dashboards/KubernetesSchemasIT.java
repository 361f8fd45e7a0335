package io.schemamedic.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dashboards.DebianPrograms.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The examples for Kubernetes against the schemas of Kubernetes and of the Prometheus operator:
 * what must be there, and what values are. That they have nothing besides is tested beside them.
 */
class KubernetesSchemasIT {
  private static final String EXAMPLES = "../agent/dist/shipping/kubernetes";

  @Test
  void examplesFollowTheSchemas() throws IOException {
    String objects =
        Shipped.filesIn(EXAMPLES).stream()
            .map(KubernetesSchemasIT::objectsIn)
            .collect(Collectors.joining(","));

    Ended checked = check(objects);

    assertThat(checked.output().trim()).isEqualTo("checked 5");
    assertThat(checked.exitCode()).isZero();
  }

  /** The check of the check. */
  @ParameterizedTest
  @CsvSource({
    "deployment.yaml, selector:, selectors:, /spec must have required property selector",
    "deployment.yaml, containers:, container:, must have required property containers",
    "deployment.yaml, mountPath:, path:, must have required property mountPath",
    "deployment.yaml, replicas: 3, replicas: three, /spec/replicas must be integer",
    "podmonitor.yaml, selector:, select:, /spec must have required property selector",
    "podmonitor.yaml, interval: 30s, interval: half a minute, must match pattern",
    "networkpolicy.yaml, podSelector:, pods:, /spec must have required property podSelector",
    "settings.yaml, replace-me, 1 #, must be string"
  })
  void whatIsMissingOrWrongIsNoticed(String file, String right, String wrong, String problem)
      throws IOException {
    String text = Shipped.text(EXAMPLES + "/" + file);
    assertThat(text).contains(right);

    Ended checked = check(objects(text.replace(right, wrong)));

    assertThat(checked.output()).contains(problem);
    assertThat(checked.exitCode()).isEqualTo(1);
  }

  private static String objectsIn(Path file) {
    return objects(Shipped.text(file.toString()));
  }

  private static String objects(String text) {
    return List.of(text.split("(?m)^---$")).stream()
        .map(object -> Node.of(object, "example").json())
        .collect(Collectors.joining(","));
  }

  private static Ended check(String objects) throws IOException {
    Path file = NodePackages.directory().resolve("kubernetes.json");
    Files.writeString(file, "[" + objects + "]");
    return NodePackages.node("kubernetes.mjs", file.toString());
  }
}

package io.schemamedic.dist.shipping;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that a container of a pod sees, below a directory of this machine: volumes made and
 * filled as the kubelet does, and paths of the container changed to where they are here.
 */
final class SimulatedPod {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Za-z_]+)\\)");

  private final PodSpec pod;
  private final Path volumes;

  private SimulatedPod(PodSpec pod, Path volumes) {
    this.pod = pod;
    this.volumes = volumes;
  }

  /**
   * @param volumes an empty directory
   */
  static SimulatedPod of(PodSpec pod, ConfigMap settings, Secret secrets, Path volumes)
      throws IOException {
    SimulatedPod simulated = new SimulatedPod(pod, volumes);
    for (Volume volume : pod.getVolumes()) {
      Files.createDirectory(volumes.resolve(volume.getName()));
    }
    for (Volume volume : pod.getVolumes()) {
      if (volume.getConfigMap() != null) {
        must(settings.getMetadata().getName(), volume.getConfigMap().getName());
        simulated.fill(volume, settings.getData());
      } else if (volume.getSecret() != null) {
        must(secrets.getMetadata().getName(), volume.getSecret().getSecretName());
        simulated.fill(volume, secrets.getStringData());
      }
    }
    return simulated;
  }

  private static void must(String there, String wanted) {
    if (!there.equals(wanted)) {
      throw new IllegalStateException("a volume of " + wanted + ", but there is " + there);
    }
  }

  private void fill(Volume volume, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(
          volumes.resolve(volume.getName()).resolve(file.getKey()),
          here(pod.getContainers().get(0), file.getValue()));
    }
  }

  /** A text with the paths of what is mounted in the container. */
  String here(Container container, String text) {
    Map<String, String> mounted = new LinkedHashMap<>();
    for (VolumeMount mount : container.getVolumeMounts()) {
      mounted.put(mount.getMountPath(), volumes.resolve(mount.getName()).toString());
    }
    String paths = mounted.keySet().stream().map(Pattern::quote).collect(joining("|"));
    return Pattern.compile("(?<![\\w/.-])(" + paths + ")(?=/|\\s|$)")
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(mounted.get(found.group(1))));
  }

  /**
   * The command of an init container.
   *
   * @param image the files of its image
   */
  List<String> initCommand(Container container, Path image) {
    List<String> words = new ArrayList<>();
    for (String word : container.getCommand()) {
      String here = here(container, word);
      words.add(here.equals(word) && word.startsWith("/") ? image + word : here);
    }
    return words;
  }

  /** The environment of a container, references to earlier variables filled in. */
  Map<String, String> environment(Container container) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (EnvVar variable : container.getEnv()) {
      String value =
          REFERENCE
              .matcher(variable.getValue())
              .replaceAll(
                  found ->
                      Matcher.quoteReplacement(
                          environment.getOrDefault(found.group(1), found.group())));
      environment.put(variable.getName(), value);
    }
    environment.replaceAll((name, value) -> here(container, value));
    return environment;
  }
}

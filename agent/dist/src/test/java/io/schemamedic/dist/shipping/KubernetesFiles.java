package io.schemamedic.dist.shipping;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The examples for Kubernetes, read into its own types. */
final class KubernetesFiles {
  private static final Path DIRECTORY = Path.of("shipping", "kubernetes");

  private static final Map<String, Class<? extends HasMetadata>> TYPES =
      Map.of(
          "v1 ConfigMap", ConfigMap.class,
          "v1 Secret", Secret.class,
          "apps/v1 Deployment", Deployment.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
          "monitoring.coreos.com/v1 PodMonitor", PodMonitor.class);

  private static final ObjectMapper STRICT =
      JsonMapper.builder().annotationIntrospector(new WithoutPlaceForTheUnknown()).build();

  private KubernetesFiles() {}

  /** By its name in the directory of the examples. */
  static String text(String file) throws IOException {
    return Files.readString(DIRECTORY.resolve(file));
  }

  /** The one object of this type in a file. */
  static <T extends HasMetadata> T one(Class<T> type, String file) throws IOException {
    return read(text(file)).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .reduce(
            (one, other) -> {
              throw new IllegalStateException("two of them in " + file);
            })
        .orElseThrow();
  }

  /**
   * All objects of a file.
   *
   * @throws IllegalArgumentException for what the API server would not take or would ignore: an
   *     unknown field, a value of another type
   */
  static List<HasMetadata> read(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    List<HasMetadata> objects = new ArrayList<>();
    for (Object document : new Yaml(new SafeConstructor(options)).loadAll(yaml)) {
      Map<?, ?> fields = (Map<?, ?>) document;
      String kind = fields.get("apiVersion") + " " + fields.get("kind");
      Class<? extends HasMetadata> type = TYPES.get(kind);
      if (type == null) {
        throw new IllegalArgumentException("no such kind of object: " + kind);
      }
      objects.add(STRICT.convertValue(fields, type));
    }
    return objects;
  }

  /**
   * The types keep fields that they do not know, for newer servers; here such a field is an error.
   */
  private static final class WithoutPlaceForTheUnknown extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}

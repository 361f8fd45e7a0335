package io.schemamedic.dashboards;

import io.schemamedic.dashboards.DebianPrograms.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Node and npm: those of the machine, else Debian's, unpacked once for each build directory. */
final class NodePrograms {
  private static final Path DEBIAN = Shipped.file("target/debian/npm");
  private static final String NPM = "usr/share/nodejs/npm/bin/npm-cli.js";

  private NodePrograms() {}

  static ProcessBuilder node(String... arguments) {
    List<String> command = new ArrayList<>(isOnPath() ? List.of("node") : debiansNode());
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command);
  }

  static ProcessBuilder npm(String... arguments) {
    List<String> command = new ArrayList<>();
    if (isOnPath()) {
      command.add("npm");
    } else {
      command.addAll(debiansNode());
      command.add("/" + NPM);
    }
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command);
  }

  private static boolean isOnPath() {
    List<String> directories = List.of(System.getenv("PATH").split(":", -1));
    return List.of("node", "npm").stream()
        .allMatch(
            program ->
                directories.stream()
                    .anyMatch(directory -> Files.isExecutable(Path.of(directory, program))));
  }

  /**
   * It looks for scripts of its own where they would be installed, so they are there for its eyes;
   * the certificates behind the links that are not are in one file.
   */
  private static synchronized List<String> debiansNode() {
    if (!Files.exists(DEBIAN.resolve("complete"))) {
      unpack();
    }
    String script =
        """
        mount --bind "$0/usr/share" /usr/share
        export LD_LIBRARY_PATH="$(echo "$0"/usr/lib/*-linux-gnu)"
        export SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
        exec "$0/usr/bin/node" "$@"
        """;
    return List.of("unshare", "-rm", "sh", "-e", "-c", script, DEBIAN.toString());
  }

  private static void unpack() {
    try {
      Files.createDirectories(DEBIAN);
      String script = Shipped.file("src/test/resources/unpack-npm.sh").toString();
      Ended ended = DebianPrograms.run(new ProcessBuilder("sh", script).directory(DEBIAN.toFile()));
      if (ended.exitCode() != 0) {
        throw new IllegalStateException("Cannot have npm: " + ended.output());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.schemamedic.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code apt-get} with lists and a cache of its own below a directory; what it downloads goes to
 * that directory. Nothing of the system is changed, and nobody has to be root.
 */
final class Apt {
  private final Path directory;
  private final List<String> options = new ArrayList<>();

  /** With the machine's own sources and, until {@link #update()}, its own lists. */
  Apt(Path directory) throws IOException {
    this.directory = directory;
    Path cache = directory.resolve("apt/cache");
    Files.createDirectories(cache.resolve("archives/partial"));
    options.addAll(List.of("-q", "-o", "Dir::Cache=" + cache));
    if (System.getProperty("user.name").equals("root")) {
      options.addAll(List.of("-o", "APT::Sandbox::User=root"));
    }
  }

  /** With one source instead of the machine's. */
  static Apt withOnlySource(AptSource source, Path directory) throws IOException {
    Apt apt = new Apt(directory);
    Path sources = Files.createDirectories(directory.resolve("apt/sources"));
    Files.writeString(sources.resolve(source.fileName()), source.text());
    apt.options.addAll(
        List.of("-o", "Dir::Etc::sourcelist=/dev/null", "-o", "Dir::Etc::sourceparts=" + sources));
    return apt;
  }

  Command update() throws IOException {
    Path lists = directory.resolve("apt/lists");
    Files.createDirectories(lists.resolve("partial"));
    options.addAll(List.of("-o", "Dir::State::lists=" + lists));
    return get("update");
  }

  /** The newest of each, as files in the directory. */
  Command download(String... names) {
    return get(Stream.concat(Stream.of("download"), Arrays.stream(names)).toArray(String[]::new));
  }

  private Command get(String... arguments) {
    List<String> command = new ArrayList<>(List.of("apt-get"));
    command.addAll(options);
    command.addAll(Arrays.asList(arguments));
    return Command.run(directory, command);
  }
}

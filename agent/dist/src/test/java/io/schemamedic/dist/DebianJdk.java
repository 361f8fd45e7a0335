package io.schemamedic.dist;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A JDK of Debian's unstable suite, which has those that a release no longer has. It is unpacked
 * with the libraries of that suite, once for all builds of a user, into a folder from which it runs
 * as it is: programs find their libraries by what is written in them, not by the environment, which
 * their children would inherit.
 */
final class DebianJdk {
  /** Where JDKs are kept, a folder for each version; {@code schema-medic.jdks.directory}. */
  private static final Path KEPT =
      Path.of(
          System.getProperty(
              "schema-medic.jdks.directory",
              System.getProperty("user.home") + "/.cache/schema-medic/jdks"));

  private static final List<String> LIBRARIES =
      List.of("libc6", "libstdc++6", "libgcc-s1", "zlib1g");

  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

  private final Path tree;
  private final Path place;
  private final Path loader;
  private final Path libraries;

  /**
   * @param tree where it is unpacked
   * @param place where it will be
   */
  private DebianJdk(Path tree, Path place) throws IOException {
    this.tree = tree;
    this.place = place;
    this.loader = loaderIn(tree);
    this.libraries = requireNonNull(loader.getParent());
  }

  /**
   * @throws TestAbortedException if this machine is no Debian
   * @throws IllegalStateException if it is one, and the packages cannot be had all the same
   */
  static Path home(int version) {
    Path place = KEPT.resolve(String.valueOf(version)).toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(place)) {
        prepare(version, place);
      }
      return homeIn(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One at a time; another build may be at it as well. */
  private static synchronized void prepare(int version, Path place) throws IOException {
    AptSource unstable =
        AptSource.ofDebian(Path.of("/etc/apt"), "unstable")
            .orElseThrow(
                () -> new TestAbortedException("No Debian to take JDK " + version + " from"));
    Files.createDirectories(KEPT);
    try (FileChannel lock =
        FileChannel.open(
            KEPT.resolve(version + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock();
      if (!Files.isDirectory(place)) {
        Path work = Files.createTempDirectory(KEPT, version + "-");
        try {
          Path tree = Files.createDirectory(work.resolve("tree"));
          unpack(version, Apt.withOnlySource(unstable, work), work, tree);
          new DebianJdk(tree, place).makeItRunInItsPlace();
          Files.move(tree, place);
        } finally {
          FileTree.delete(work);
        }
      }
    }
  }

  private static void unpack(int version, Apt apt, Path work, Path tree) throws IOException {
    List<String> packages = new ArrayList<>(LIBRARIES);
    packages.add("patchelf");
    for (String part : List.of("jre", "jdk")) {
      packages.add("openjdk-" + version + "-" + part + "-headless");
    }
    must(apt.update());
    must(apt.download(packages.toArray(String[]::new)));
    for (Path file : filesIn(work)) {
      if (file.toString().endsWith(".deb")) {
        Command.must(work, List.of("dpkg-deb", "-x", file.toString(), tree.toString()));
      }
    }
  }

  private static void must(Command apt) {
    if (!apt.well()) {
      throw new IllegalStateException(apt.output());
    }
  }

  private void makeItRunInItsPlace() throws IOException {
    try (Stream<Path> found = Files.walk(tree.resolve("usr/lib/jvm"))) {
      for (Path file : found.toList()) {
        if (Files.isSymbolicLink(file)) {
          redirect(file);
        } else if (Files.isRegularFile(file) && isElf(file)) {
          linkInPlace(file);
        }
      }
    }
  }

  /** Absolute links mean this tree, if it has what they point to, and else the machine. */
  private void redirect(Path link) throws IOException {
    Path target = Files.readSymbolicLink(link);
    Path own = tree.resolve(target.toString().replaceFirst("^/", ""));
    if (target.isAbsolute() && Files.exists(own)) {
      Files.delete(link);
      Files.createSymbolicLink(link, requireNonNull(link.getParent()).relativize(own));
    }
  }

  private static boolean isElf(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(ELF.length), ELF);
    }
  }

  private void linkInPlace(Path file) {
    Path inPlace = place.resolve(tree.relativize(libraries));
    List<String> words = new ArrayList<>();
    if (patchelf("--print-interpreter", file.toString()).well()) {
      words.addAll(List.of("--set-interpreter", inPlace.resolve(loader.getFileName()).toString()));
    }
    String own = patchelf("--print-rpath", file.toString()).output().strip();
    // Else a library's own path would hide that of the program.
    words.add("--force-rpath");
    words.addAll(List.of("--set-rpath", own.isEmpty() ? "" + inPlace : own + ":" + inPlace));
    words.add(file.toString());
    must(patchelf(words.toArray(String[]::new)));
  }

  /** With its own loader and libraries, since the machine's may be older. */
  private Command patchelf(String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(loader.toString(), "--library-path", libraries.toString()));
    command.add(tree.resolve("usr/bin/patchelf").toString());
    command.addAll(Arrays.asList(arguments));
    return Command.run(tree, command);
  }

  /** What starts a program: named for the processor, and found where the processor's is. */
  private static Path loaderIn(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree.resolve("usr"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("ld-linux.*\\.so\\.\\d"))
          .filter(file -> !Files.isSymbolicLink(file))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("No loader in " + tree));
    }
  }

  private static Path homeIn(Path place) throws IOException {
    return filesIn(place.resolve("usr/lib/jvm")).stream()
        .filter(home -> !Files.isSymbolicLink(home))
        .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No JDK in " + place));
  }

  private static List<Path> filesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }
}

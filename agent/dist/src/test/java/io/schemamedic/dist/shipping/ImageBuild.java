package io.schemamedic.dist.shipping;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows the instructions of a Dockerfile that concern files, in directories instead of images:
 * there is no Docker where the tests run. What comes from a base image is not there.
 */
final class ImageBuild {
  private final Path context;
  private final Path images;
  private final Map<String, Path> stages = new HashMap<>();
  private Path root;
  private String command = "";

  private ImageBuild(Path context, Path images) {
    this.context = context;
    this.images = images;
    this.root = images;
  }

  /**
   * @param context what {@code docker build} is given
   * @param images an empty directory
   * @throws IllegalStateException for an instruction that is not followed here
   */
  static ImageBuild of(Path dockerfile, Path context, Path images) throws IOException {
    ImageBuild build = new ImageBuild(context, images);
    for (String line : Files.readAllLines(dockerfile)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        build.follow(line.split(" +", 2)[0], line.split(" +", 2)[1]);
      }
    }
    return build;
  }

  /** The files of the last stage. */
  Path root() {
    return root;
  }

  /** As it is written, in JSON. */
  String command() {
    return command;
  }

  private void follow(String instruction, String arguments) throws IOException {
    List<String> words = List.of(arguments.split(" +"));
    switch (instruction) {
      case "FROM" -> {
        root = Files.createDirectory(images.resolve("stage" + stages.size()));
        stages.put(words.size() == 3 ? words.get(2) : "last", root);
      }
      case "COPY" -> {
        boolean fromStage = words.get(0).startsWith("--from=");
        int first = fromStage ? 1 : 0;
        Path from = fromStage ? stage(words.get(0).substring("--from=".length())) : context;
        Files.copy(inside(from, words.get(first)), inside(root, words.get(first + 1)));
      }
      case "CMD" -> command = arguments;
      case "USER" -> {}
      default -> throw new IllegalStateException("not followed: " + instruction);
    }
  }

  private Path stage(String name) {
    return requireNonNull(stages.get(name), "no stage " + name);
  }

  private static Path inside(Path directory, String path) {
    return directory.resolve(path.replaceFirst("^/", ""));
  }
}

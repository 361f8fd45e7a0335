package io.schemamedic.cli;

import io.schemamedic.cli.arguments.Option;
import io.schemamedic.cli.arguments.UsageException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that a command writes at its end, wholly or not at all: whoever reads it meanwhile reads
 * the old one.
 */
final class OutputFile {
  private final Option option;
  private final Path path;

  private OutputFile(Option option, Path path) {
    this.option = option;
    this.path = path;
  }

  /**
   * @throws UsageException if it could not be written later, so that nothing is begun in vain
   */
  static OutputFile of(Option option, String name) throws UsageException {
    Path path = new File(name).getAbsoluteFile().toPath();
    Path folder = path.getParent();
    if (Files.isDirectory(path)) {
      throw new UsageException(option.word() + ": " + name + " is a folder");
    }
    if (folder == null || !Files.isWritable(isReplaceable(path) ? folder : path)) {
      throw new UsageException(option.word() + ": " + name + " cannot be written");
    }
    return new OutputFile(option, path);
  }

  /** Devices and pipes are written to, ordinary files are replaced. */
  private static boolean isReplaceable(Path path) {
    return !Files.exists(path) || Files.isRegularFile(path);
  }

  /** In UTF-8. */
  void write(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!isReplaceable(path)) {
      Files.write(path, bytes);
      return;
    }
    // A link stays one.
    Path target = Files.exists(path) ? path.toRealPath() : path;
    Path beside = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.write(beside, bytes);
      Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  @Override
  public String toString() {
    return option.word() + " " + path;
  }
}

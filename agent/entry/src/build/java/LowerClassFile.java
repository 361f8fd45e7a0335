import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes a class file loadable by Java 6, whose compiler no longer exists. What the class refers to
 * and uses is for a test to look after. Argument: the file.
 */
public final class LowerClassFile {
  /** Of Java 6, the first whose verifier reads what javac writes for Java 8. */
  private static final byte VERSION = 50;

  private LowerClassFile() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    byte[] bytes = Files.readAllBytes(file);
    // Magic number, minor version and major version, of which the lower byte is enough.
    bytes[7] = VERSION;
    Files.write(file, bytes);
  }
}

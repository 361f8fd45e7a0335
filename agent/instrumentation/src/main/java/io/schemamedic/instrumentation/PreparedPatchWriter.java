package io.schemamedic.instrumentation;

import io.schemamedic.entry.UnsupportedDriverException;
import io.schemamedic.entry.WovenClass;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the drivers' classes while the agent is being built, once for each release whose jar is
 * given, and writes the differences. Run by the build; not shipped.
 */
final class PreparedPatchWriter {
  private final File directory;

  private PreparedPatchWriter(File directory) {
    this.directory = directory;
  }

  /**
   * @param arguments the directory of our compiled classes, and the directories of drivers' jars
   */
  public static void main(String[] arguments) throws IOException, UnsupportedDriverException {
    String ourPackage = PreparedPatchWriter.class.getPackage().getName().replace('.', '/');
    PreparedPatchWriter writer = new PreparedPatchWriter(new File(arguments[0], ourPackage));
    for (int i = 1; i < arguments.length; i++) {
      File[] jars = new File(arguments[i]).listFiles((parent, name) -> name.endsWith(".jar"));
      if (jars == null || jars.length == 0) {
        throw new IOException("No drivers in " + arguments[i]);
      }
      Arrays.sort(jars);
      for (File jar : jars) {
        writer.writeAll(jar);
      }
    }
  }

  private void writeAll(File jar) throws IOException, UnsupportedDriverException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toURI().toURL()}, null)) {
      int known = 0;
      for (String className : WeavingRules.classes()) {
        byte[] classFile = read(loader, className);
        if (classFile == null) {
          continue;
        }
        known++;
        WovenClass made = new ByteBuddyWeaver().weave(loader, className, classFile);
        if (made.missing() != null) {
          throw new IOException("There is no " + made.missing() + " in " + jar);
        }
        byte[] woven = made.classFile();
        PreparedPatch patch = PreparedPatchBuilder.difference(classFile, woven);
        if (!Arrays.equals(woven, patch.applyTo(classFile))) {
          throw new IOException("The difference is wrong for " + className + " of " + jar);
        }
        File file = new File(directory, PreparedPatch.name(classFile));
        Files.createDirectories(file.getParentFile().toPath());
        try (OutputStream out = Files.newOutputStream(file.toPath())) {
          patch.write(out);
        }
      }
      if (known == 0) {
        throw new IOException("No driver is in " + jar);
      }
    }
  }

  private static byte @Nullable [] read(ClassLoader loader, String className) throws IOException {
    try (InputStream in = loader.getResourceAsStream(className.replace('.', '/') + ".class")) {
      if (in == null) {
        return null;
      }
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      byte[] part = new byte[8192];
      for (int n = in.read(part); n >= 0; n = in.read(part)) {
        all.write(part, 0, n);
      }
      return all.toByteArray();
    }
  }
}

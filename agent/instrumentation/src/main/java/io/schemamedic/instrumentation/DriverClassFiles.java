package io.schemamedic.instrumentation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;

/**
 * Finds class files for the weaver: the class that is being woven as it was handed over, the JDK's
 * and our own where the agent's loader has them, everything else where the driver's loader has it.
 * Reads resources only; loads no class of the service.
 */
final class DriverClassFiles implements ClassFileLocator {
  private final @Nullable ClassLoader driverLoader;
  private final String className;
  private final byte[] classFile;

  DriverClassFiles(@Nullable ClassLoader driverLoader, String className, byte[] classFile) {
    this.driverLoader = driverLoader;
    this.className = className;
    this.classFile = classFile;
  }

  @Override
  public Resolution locate(String name) throws IOException {
    if (name.equals(className)) {
      return new Resolution.Explicit(classFile);
    }
    try (InputStream in = open(name.replace('.', '/') + ".class")) {
      return in == null ? new Resolution.Illegal(name) : new Resolution.Explicit(readAll(in));
    }
  }

  private @Nullable InputStream open(String resource) {
    if (resource.startsWith("java/")
        || resource.startsWith("io/schemamedic/")
        || resource.startsWith("net/bytebuddy/")) {
      return DriverClassFiles.class.getClassLoader().getResourceAsStream(resource);
    }
    return driverLoader == null
        ? ClassLoader.getSystemResourceAsStream(resource)
        : driverLoader.getResourceAsStream(resource);
  }

  private static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream(8192);
    byte[] part = new byte[8192];
    for (int n = in.read(part); n >= 0; n = in.read(part)) {
      all.write(part, 0, n);
    }
    return all.toByteArray();
  }

  /** Nothing is kept open. */
  @Override
  public void close() {}
}

package io.schemamedic.cli.attach;

import io.schemamedic.cli.ExitCode;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The attach API of the JDK that runs us: a module since Java 9, a jar outside of every class path
 * in Java 8, and absent from a JRE and from small images. Only reflection reaches all of them.
 */
final class AttachApi {
  private static final String VIRTUAL_MACHINE = "com.sun.tools.attach.VirtualMachine";

  /** One for the process: a second loader could not load the native half once more. */
  private static @Nullable AttachApi found;

  private final Class<?> virtualMachine;

  private AttachApi(Class<?> virtualMachine) {
    this.virtualMachine = virtualMachine;
  }

  /**
   * @throws AttachFailure if this Java has none
   */
  static synchronized AttachApi find() throws AttachFailure {
    AttachApi known = found;
    if (known != null) {
      return known;
    }
    try {
      known = new AttachApi(Class.forName(VIRTUAL_MACHINE, false, loader()));
      found = known;
      return known;
    } catch (ClassNotFoundException | LinkageError e) {
      throw new AttachFailure(
          ExitCode.REFUSED,
          "this Java, "
              + System.getProperty("java.home")
              + ", cannot attach: it is a JRE or an image without the module jdk.attach; run this"
              + " with the java of a JDK",
          e);
    }
  }

  private static ClassLoader loader() {
    // java.home of a JDK 8 is the jre inside of it.
    File tools = new File(System.getProperty("java.home", "."), "../lib/tools.jar");
    if (!tools.isFile()) {
      return ClassLoader.getSystemClassLoader();
    }
    try {
      // Not closed: ends with the process, as what is loaded from it does.
      return new URLClassLoader(new URL[] {tools.toURI().toURL()});
    } catch (MalformedURLException e) {
      return ClassLoader.getSystemClassLoader();
    }
  }

  /** Blocks while the JVM does not answer; to be called under a time limit. */
  AttachedJvm attach(long pid) throws Exception {
    return new AttachedJvm(
        virtualMachine, call(null, virtualMachine, "attach", String.valueOf(pid)));
  }

  /** Calls a public method with texts, and throws what it throws. */
  static Object call(@Nullable Object on, Class<?> type, String name, String... texts)
      throws Exception {
    Class<?>[] types = new Class<?>[texts.length];
    Arrays.fill(types, String.class);
    try {
      return type.getMethod(name, types).invoke(on, (Object[]) texts);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof Exception) {
        throw (Exception) cause;
      }
      throw e;
    }
  }
}

package io.schemamedic.entry;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The way into a process: at its start ({@code -javaagent}) or later (attach). Never throws: the
 * service goes on in any case.
 *
 * <p>Up to the question which Java this is, it uses nothing that Java 6 lacks.
 *
 * <p>Stays in the process for ever, since the system class loader holds it, and meets versions of
 * the agent that are newer than itself. So it knows nothing of the agent but a name: on attach
 * everything else comes from the jar that is being attached, through a loader of its own, and
 * leaves with it. Before {@code main} no other version can have been here, and to open the jar once
 * more would cost a service without a database a twentieth of its start.
 */
public final class AgentEntry {
  private static final String ARRIVAL = "io.schemamedic.entry.Arrival";

  /** Takes any later text; answers whether it is still there after that. */
  private static @Nullable Predicate<String> agent;

  /** Of the agent that is there; null if it came before {@code main}. */
  private static @Nullable URLClassLoader loader;

  private AgentEntry() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(@Nullable String text, Instrumentation jvm) {
    arrive(text, jvm, true);
  }

  /** Called by the JVM on attach, whatever the attach is for. */
  public static void agentmain(@Nullable String text, Instrumentation jvm) {
    arrive(text, jvm, false);
  }

  private static synchronized void arrive(
      @Nullable String text, Instrumentation jvm, boolean beforeMain) {
    try {
      if (isBefore8(System.getProperty("java.version"))) {
        System.err.println(
            "[schema-medic] Needs Java 8u40 or newer; the service runs as without the agent");
        return;
      }
      Predicate<String> there = agent;
      if (there == null) {
        install(text, jvm, beforeMain);
      } else if (!there.test(text == null ? "" : text)) {
        leave();
      }
    } catch (Throwable e) {
      System.err.println(
          "[schema-medic] Failed; the service goes on as before: " + e.getClass().getName());
    }
  }

  /** The build makes this class one that such a JVM can load; none of the others is. */
  private static boolean isBefore8(@Nullable String version) {
    return version != null
        && version.startsWith("1.")
        && version.length() > 2
        && version.charAt(2) < '8';
  }

  @SuppressWarnings("unchecked")
  private static void install(@Nullable String text, Instrumentation jvm, boolean beforeMain)
      throws IOException, ReflectiveOperationException {
    ClassLoader from = AgentEntry.class.getClassLoader();
    if (!beforeMain) {
      from = loader = new URLClassLoader(new URL[] {named(text)}, platform());
    }
    try {
      // A constructor without parameters: newer JVMs take ten milliseconds for another shape.
      Object arrival = Class.forName(ARRIVAL, true, from).getDeclaredConstructor().newInstance();
      agent =
          ((Function<Object[], Predicate<String>>) arrival)
              .apply(new Object[] {text, jvm, beforeMain});
    } finally {
      if (agent == null) {
        leave();
      }
    }
  }

  private static void leave() throws IOException {
    URLClassLoader last = loader;
    agent = null;
    loader = null;
    if (last != null) {
      last.close();
    }
  }

  /**
   * The jar in {@code schema-medic/1 COMMAND NONCE JAR|OPTIONS}. Where none is named: the JVM does
   * not say which jar it was given, but has put it on the class path, behind all others.
   */
  private static URL named(@Nullable String text) throws IOException {
    String[] words = text == null ? new String[0] : text.split(" ", 4);
    if (words.length == 4 && words[0].startsWith("schema-medic/")) {
      File jar = new File(words[3].split("\\|", 2)[0]);
      if (jar.isFile()) {
        return jar.toURI().toURL();
      }
    }
    URL last = AgentEntry.class.getProtectionDomain().getCodeSource().getLocation();
    Enumeration<URL> all =
        ClassLoader.getSystemResources(AgentEntry.class.getName().replace('.', '/') + ".class");
    while (all.hasMoreElements()) {
      String path = all.nextElement().getPath();
      int endOfJar = path.indexOf("!/");
      if (endOfJar >= 0) {
        last = new URL(path.substring(0, endOfJar));
      }
    }
    return last;
  }

  /** The parent of all loaders that see the service; the bootstrap loader is null. */
  private static @Nullable ClassLoader platform() {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    while (loader != null
        && !loader.getClass().getName().endsWith("$PlatformClassLoader")
        && !loader.getClass().getName().endsWith("$ExtClassLoader")) {
      // A custom system loader puts the ordinary one between itself and the platform's.
      loader = loader.getParent();
    }
    return loader;
  }
}

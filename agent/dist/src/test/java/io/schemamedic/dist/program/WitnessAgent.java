package io.schemamedic.dist.program;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * An agent of the tests', loaded into a service to see what another agent has left there. Its
 * argument is a question and the file for the answer.
 */
public final class WitnessAgent {
  private static final String OURS = "io.schemamedic.";
  private static final String PROGRAMS = "io.schemamedic.dist.";
  private static final List<String> PASSED = new CopyOnWriteArrayList<>();

  private static final List<String> DRIVER =
      List.of(
          "org.postgresql.Driver",
          "org.postgresql.jdbc.PgStatement",
          "org.postgresql.jdbc.PgPreparedStatement",
          "org.postgresql.jdbc.BatchResultHandler",
          "org.postgresql.copy.CopyManager");

  /** The garbage collector needs a moment for classes; more than this means that they stay. */
  private static final int MOST_TRIES = 50;

  private WitnessAgent() {}

  /** What can be asked. */
  public enum Question {
    /** The classes of the agent that are loaded, when those that are free to go have gone. */
    CLASSES_LEFT,
    /**
     * The names of the driver's classes that agents weave. As an agent finds them that comes last,
     * they are written to a directory beside the answer.
     */
    DRIVER,
    /** Nothing; has the JVM make these classes anew, out of what they were. */
    RETRANSFORM,
    /** Names of threads, shutdown hooks, system properties and open ports of the process. */
    TRACES,
    /** From now on, notes what woven code tells at the gate. */
    WATCH_GATE,
    /** What was noted. */
    PASSED_GATE
  }

  /** Called by the JVM. */
  public static void agentmain(String argument, Instrumentation jvm) throws Exception {
    String[] words = argument.split(" ", 2);
    Files.write(Path.of(words[1]), answer(Question.valueOf(words[0]), jvm, words[1]));
  }

  private static List<String> answer(Question question, Instrumentation jvm, String file)
      throws Exception {
    return switch (question) {
      case CLASSES_LEFT -> classesLeft(jvm);
      case DRIVER -> driver(jvm, Path.of(file + ".classes"));
      case RETRANSFORM -> retransform(jvm);
      case TRACES -> traces();
      case WATCH_GATE -> {
        BiFunction<String, Object[], Object> noting =
            (event, arguments) -> {
              PASSED.add(event);
              return null;
            };
        gate().getMethod("open", BiFunction.class).invoke(null, noting);
        yield List.of();
      }
      case PASSED_GATE -> List.copyOf(PASSED);
    };
  }

  private static Class<?> gate() throws ClassNotFoundException {
    return Class.forName("io.schemamedic.entry.Gate", false, ClassLoader.getSystemClassLoader());
  }

  private static List<String> classesLeft(Instrumentation jvm) {
    List<String> left = List.of();
    for (int i = 0; i < MOST_TRIES; i++) {
      System.gc();
      left =
          Arrays.stream(jvm.getAllLoadedClasses())
              .map(Class::getName)
              .filter(name -> name.contains(OURS) && !name.contains(PROGRAMS))
              .sorted()
              .toList();
      if (left.size() <= 2) {
        break;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return left;
  }

  /** Writes their class files and names them. */
  private static List<String> driver(Instrumentation jvm, Path directory) throws Exception {
    Files.createDirectories(directory);
    Map<String, byte[]> seen = new TreeMap<>();
    ClassFileTransformer last =
        new ClassFileTransformer() {
          @Override
          public byte @Nullable [] transform(
              @Nullable ClassLoader loader,
              @Nullable String name,
              @Nullable Class<?> redefined,
              @Nullable ProtectionDomain domain,
              byte[] classFile) {
            if (redefined != null) {
              seen.put(redefined.getName(), classFile);
            }
            return null;
          }
        };
    jvm.addTransformer(last, true);
    try {
      retransform(jvm);
    } finally {
      jvm.removeTransformer(last);
    }
    for (Map.Entry<String, byte[]> entry : seen.entrySet()) {
      Files.write(directory.resolve(entry.getKey()), entry.getValue());
    }
    return List.copyOf(seen.keySet());
  }

  private static List<String> retransform(Instrumentation jvm) throws Exception {
    for (Class<?> loaded : jvm.getAllLoadedClasses()) {
      if (DRIVER.contains(loaded.getName())) {
        jvm.retransformClasses(loaded);
      }
    }
    return List.of();
  }

  private static List<String> traces() throws ReflectiveOperationException, IOException {
    List<String> traces = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("schema-medic")) {
        traces.add("thread " + thread.getName());
      }
    }
    Field hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
    hooks.setAccessible(true);
    for (Object hook : ((Map<?, ?>) hooks.get(null)).keySet()) {
      traces.add("shutdown hook " + ((Thread) hook).getName());
    }
    for (String name : System.getProperties().stringPropertyNames()) {
      traces.add("property " + name);
    }
    for (String protocol : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/self/net", protocol))) {
        String[] columns = line.trim().split(" +");
        if (columns[3].equals("0A") && isOurs(columns[9])) {
          traces.add("port " + columns[1]);
        }
      }
    }
    return new ArrayList<>(traces.stream().collect(toCollection(TreeSet::new)));
  }

  private static boolean isOurs(String inode) throws IOException {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return files.anyMatch(file -> isLinkTo(file, "socket:[" + inode + "]"));
    }
  }

  private static boolean isLinkTo(Path file, String target) {
    try {
      return Files.readSymbolicLink(file).toString().equals(target);
    } catch (IOException e) {
      // Closed meanwhile.
      return false;
    }
  }
}

package io.schemamedic.cli.connect;

import io.schemamedic.cli.arguments.Arguments;
import io.schemamedic.cli.arguments.Option;
import io.schemamedic.cli.arguments.UsageException;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The driver and whatever else of the service was named: {@code --driver-jar} first, then {@code
 * --class-path} in its order. Nothing of ours is seen from there, and nothing of it is bundled.
 */
public final class GivenClassPath implements Closeable {
  private static final String DRIVER = "org.postgresql.Driver";
  private static final String WILDCARD = "*";

  private final URLClassLoader loader;

  private GivenClassPath(URLClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Finds what was named.
   *
   * @throws UsageException if something that was named is not there
   */
  public static GivenClassPath of(Arguments arguments) throws UsageException {
    List<String> problems = new ArrayList<>();
    List<URL> places = new ArrayList<>();
    for (String jar : arguments.values(Option.DRIVER_JAR)) {
      File file = new File(jar);
      if (file.isFile()) {
        places.add(url(file));
      } else {
        problems.add("--driver-jar: there is no file " + jar);
      }
    }
    for (String path : arguments.values(Option.CLASS_PATH)) {
      for (String entry : path.split(File.pathSeparator, -1)) {
        add(entry, places, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
    return new GivenClassPath(
        new URLClassLoader(
            places.toArray(new URL[0]), ClassLoader.getSystemClassLoader().getParent()));
  }

  /**
   * As the JVM's own class path: jars, folders of classes, and all jars of a folder by {@code *}.
   */
  private static void add(String entry, List<URL> places, List<String> problems) {
    if (entry.isEmpty()) {
      return;
    }
    if (entry.equals(WILDCARD) || entry.endsWith(File.separator + WILDCARD)) {
      File folder = new File(entry.equals(WILDCARD) ? "." : entry.substring(0, entry.length() - 1));
      File[] jars =
          folder.listFiles((directory, name) -> name.toLowerCase(Locale.ROOT).endsWith(".jar"));
      if (jars == null) {
        problems.add("--class-path: there is no folder " + folder);
        return;
      }
      Arrays.sort(jars);
      for (File jar : jars) {
        places.add(url(jar));
      }
    } else if (new File(entry).exists()) {
      places.add(url(new File(entry)));
    } else {
      problems.add("--class-path: there is no " + entry);
    }
  }

  private static URL url(File file) {
    try {
      return file.toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("A file always has a URL", e);
    }
  }

  /**
   * Proves that the driver is here.
   *
   * @throws UsageException if not; says what to do
   */
  public void requireDriver() throws UsageException {
    try {
      Class.forName(DRIVER, false, loader);
    } catch (ClassNotFoundException e) {
      throw new UsageException(
          "no PostgreSQL driver: name the jar of pgjdbc by --driver-jar postgresql-42.x.y.jar, or"
              + " the folder that holds it by --class-path 'lib/*'. It is the one that your service"
              + " ships, or https://jdbc.postgresql.org/download/. Jars inside of a jar are not"
              + " seen; unpack it first");
    } catch (LinkageError e) {
      throw new UsageException(
          "the PostgreSQL driver cannot be used by this Java "
              + System.getProperty("java.version")
              + ": take one that is made for it");
    }
  }

  /** Finds the driver and the service's resources; sees nothing of ours. */
  public ClassLoader loader() {
    return loader;
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}

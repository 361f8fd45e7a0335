package io.schemamedic.engine.source.folder;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * A folder on the service's class path, in directories, jars, bundles of OSGi and deployments of
 * WildFly, also in a jar within a jar where the service's own loader can open such. If it is there
 * several times, all of them count, as they do for Flyway.
 */
public final class ClassPathFolder implements SourceFolder {
  /** Of Open Liberty, for what is in an archive; a file within {@code jar:}, but for the name. */
  private static final String LIBERTY = "wsjar";

  private final String path;
  private final List<ClassLoader> loaders;

  /**
   * @param path without slashes around it
   * @param loaders of the service; the first that knows the folder counts
   */
  public ClassPathFolder(String path, List<ClassLoader> loaders) {
    this.path = path;
    this.loaders = Collections.unmodifiableList(new ArrayList<>(loaders));
  }

  @Override
  public Map<String, String> read(Predicate<String> wanted) throws IOException {
    FolderTexts texts = new FolderTexts(wanted);
    for (ClassLoader loader : loaders) {
      Bundles bundles = Bundles.around(loader);
      if (bundles == null ? addAll(places(loader), texts) : bundles.addAll(path, texts)) {
        return texts.all();
      }
    }
    throw new IOException("it is not on the service's class path");
  }

  private static boolean addAll(List<URL> places, FolderTexts texts) throws IOException {
    for (URL place : places) {
      if (place.getProtocol().equals("file")) {
        DirectoryFolder.addAll(directory(place), texts);
      } else if (place.getProtocol().equals(VirtualFolder.PROTOCOL)) {
        VirtualFolder.addAll(place.openConnection(), texts);
      } else {
        addJar(place, texts);
      }
    }
    return !places.isEmpty();
  }

  private List<URL> places(ClassLoader loader) throws IOException {
    try {
      return Collections.list(loader.getResources(path));
    } catch (RuntimeException e) {
      // As that of a web application which has been stopped.
      throw new IOException("a class loader of the service cannot be asked: " + e, e);
    }
  }

  private static File directory(URL place) throws IOException {
    try {
      return new File(new URI(place.toString()));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException("its place has no usable name", e);
    }
  }

  private static void addJar(URL place, FolderTexts texts) throws IOException {
    URLConnection connection = place.openConnection();
    if (connection instanceof JarURLConnection) {
      JarURLConnection inJar = (JarURLConnection) connection;
      addJar(inJar, withSlash(inJar.getEntryName()), texts);
    } else if (place.getProtocol().equals(LIBERTY)) {
      String spec = place.toString().substring("ws".length());
      int entry = spec.lastIndexOf("!/") + "!/".length();
      URLConnection jar = new URL(spec.substring(0, entry)).openConnection();
      addJar((JarURLConnection) jar, withSlash(spec.substring(entry)), texts);
    } else {
      throw new IOException("its place cannot be listed: " + place.getProtocol());
    }
  }

  private static void addJar(JarURLConnection connection, String prefix, FolderTexts texts)
      throws IOException {
    // A jar of our own, so that closing it takes nothing from the service.
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      Enumeration<JarEntry> entries = jar.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        if (!entry.isDirectory() && entry.getName().startsWith(prefix)) {
          texts.add(entry.getName().substring(prefix.length()), () -> jar.getInputStream(entry));
        }
      }
    }
  }

  private static String withSlash(String entry) {
    return entry.endsWith("/") ? entry : entry + "/";
  }

  @Override
  public String toString() {
    return "classpath:" + path;
  }
}

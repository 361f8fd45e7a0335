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
 * A folder on the service's class path, in directories and jars, also in a jar within a jar where
 * the service's own loader can open such. If it is there several times, all of them count, as they
 * do for Flyway.
 */
public final class ClassPathFolder implements SourceFolder {
  private final String path;
  private final List<ClassLoader> loaders;

  /**
   * @param path without slashes around it
   * @param loaders of the service; the first that knows the folder is asked
   */
  public ClassPathFolder(String path, List<ClassLoader> loaders) {
    this.path = path;
    this.loaders = Collections.unmodifiableList(new ArrayList<>(loaders));
  }

  @Override
  public Map<String, String> read(Predicate<String> wanted) throws IOException {
    List<URL> places = places();
    if (places.isEmpty()) {
      throw new IOException("it is not on the service's class path");
    }
    FolderTexts texts = new FolderTexts(wanted);
    for (URL place : places) {
      if (place.getProtocol().equals("file")) {
        DirectoryFolder.addAll(directory(place), texts);
      } else {
        addJar(place, texts);
      }
    }
    return texts.all();
  }

  private List<URL> places() throws IOException {
    for (ClassLoader loader : loaders) {
      List<URL> found = places(loader);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return Collections.emptyList();
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
    // A jar of our own, so that closing it takes nothing from the service.
    connection.setUseCaches(false);
    if (!(connection instanceof JarURLConnection)) {
      throw new IOException("its place cannot be listed: " + place.getProtocol());
    }
    JarURLConnection inJar = (JarURLConnection) connection;
    try (JarFile jar = inJar.getJarFile()) {
      String prefix = withSlash(inJar.getEntryName());
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

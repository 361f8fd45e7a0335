package io.schemamedic.entry;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads everything of the agent but its entry: class files and resources under {@link #PREFIX} in
 * the agent's jar, where no other loader looks. Sees the JDK and {@code io.schemamedic.entry}, and
 * nothing of the service: not its class path, and not its named modules either, which the platform
 * loader would serve. Thread-safe and parallel capable.
 */
final class AgentClassLoader extends ClassLoader implements Closeable {
  static final String PREFIX = "META-INF/schema-medic/";

  private static final String ENTRY_PACKAGE = "io.schemamedic.entry.";

  /** First parts of the names of all packages of the JDK's modules. */
  private static final String[] JDK_PACKAGES = {
    "java.", "javax.", "jdk.", "com.sun.", "sun.", "org.w3c.dom.", "org.xml.sax.", "org.ietf.jgss."
  };

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader entryLoader;
  private final ProtectionDomain protectionDomain;
  private final JarFile jar;
  private final String urlPrefix;

  /** Takes over the jar: it is closed with this loader. */
  AgentClassLoader(JarFile jar) {
    super(platformLoader());
    this.jar = jar;
    this.entryLoader = AgentClassLoader.class.getClassLoader();
    this.protectionDomain = AgentClassLoader.class.getProtectionDomain();
    this.urlPrefix = protectionDomain.getCodeSource().getLocation() + "!/" + PREFIX;
  }

  /** Java 9 has the platform loader below the system loader, Java 8 the extension loader. */
  private static @Nullable ClassLoader platformLoader() {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    while (true) {
      // A custom system loader puts the ordinary one between itself and the platform's.
      String type = loader.getClass().getName();
      if (type.endsWith("$PlatformClassLoader") || type.endsWith("$ExtClassLoader")) {
        return loader;
      }
      ClassLoader parent = loader.getParent();
      if (parent == null) {
        return null;
      }
      loader = parent;
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    Class<?> found;
    if (name.startsWith("java.")) {
      found = super.loadClass(name, false);
    } else if (name.startsWith(ENTRY_PACKAGE)) {
      found = entryLoader.loadClass(name);
    } else {
      found = loadOwnOrPlatformClass(name);
    }
    if (resolve) {
      resolveClass(found);
    }
    return found;
  }

  private Class<?> loadOwnOrPlatformClass(String name) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> found = findLoadedClass(name);
      if (found != null) {
        return found;
      }
      JarEntry entry = jar.getJarEntry(PREFIX + name.replace('.', '/') + ".class");
      if (entry != null) {
        return define(name, entry);
      }
    }
    if (isOfJdk(name)) {
      return super.loadClass(name, false);
    }
    throw new ClassNotFoundException(name);
  }

  private Class<?> define(String name, JarEntry entry) throws ClassNotFoundException {
    try {
      byte[] classFile = read(entry);
      return defineClass(name, classFile, 0, classFile.length, protectionDomain);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private byte[] read(JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      long size = entry.getSize();
      if (size < 0) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        for (int n = in.read(part); n >= 0; n = in.read(part)) {
          all.write(part, 0, n);
        }
        return all.toByteArray();
      }
      byte[] all = new byte[(int) size];
      int read = 0;
      while (read < all.length) {
        int n = in.read(all, read, all.length - read);
        if (n < 0) {
          throw new IOException("The agent's jar ends early");
        }
        read += n;
      }
      return all;
    }
  }

  private static boolean isOfJdk(String name) {
    for (String start : JDK_PACKAGES) {
      if (name.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  /** Our own resources; those of the JDK only where we have none of that name. */
  @Override
  public @Nullable URL getResource(String name) {
    URL own = findResource(name);
    return own != null || !isOfJdk(name.replace('/', '.')) ? own : super.getResource(name);
  }

  /** Our own resources only: service files of the service must not be found. */
  @Override
  public Enumeration<URL> getResources(String name) {
    return findResources(name);
  }

  /** Reads through the open jar: a URL would open it a second time and keep it open in a cache. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    JarEntry entry = jar.getJarEntry(PREFIX + name);
    if (entry == null) {
      return isOfJdk(name.replace('/', '.')) ? super.getResourceAsStream(name) : null;
    }
    try {
      return jar.getInputStream(entry);
    } catch (IOException e) {
      // The contract of this method: what cannot be read is not there.
      return null;
    }
  }

  @Override
  protected @Nullable URL findResource(String name) {
    if (jar.getJarEntry(PREFIX + name) == null) {
      return null;
    }
    try {
      return new URL("jar:" + urlPrefix + name);
    } catch (MalformedURLException e) {
      return null;
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL own = findResource(name);
    return own == null
        ? Collections.<URL>emptyEnumeration()
        : Collections.enumeration(Collections.singleton(own));
  }

  /** Closes the jar. Classes that are loaded keep working; no further ones can be loaded. */
  @Override
  public void close() throws IOException {
    jar.close();
  }
}

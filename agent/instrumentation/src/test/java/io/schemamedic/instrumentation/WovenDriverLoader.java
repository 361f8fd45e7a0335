package io.schemamedic.instrumentation;

import io.schemamedic.entry.UnsupportedDriverException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.Driver;
import java.util.Properties;

/** Loads one released driver, away from the one on the class path, and weaves it on the way. */
final class WovenDriverLoader extends URLClassLoader {
  WovenDriverLoader(DriverJar jar) throws MalformedURLException {
    super(new URL[] {jar.file().toUri().toURL()}, ClassLoader.getPlatformClassLoader());
  }

  /** Defines all of them itself: some jars are signed, and what is woven here could not be. */
  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] classFile = in.readAllBytes();
      if (WeavingRules.classes().contains(name)) {
        classFile = new DriverWeaver().weave(this, name, classFile).classFile();
      }
      return defineClass(name, classFile, 0, classFile.length);
    } catch (IOException | UnsupportedDriverException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  Connection connect(String url) throws Exception {
    return connect("org.postgresql.Driver", url);
  }

  Connection connect(String driverClass, String url) throws Exception {
    Driver driver =
        (Driver) Class.forName(driverClass, true, this).getDeclaredConstructor().newInstance();
    return driver.connect(url, new Properties());
  }
}

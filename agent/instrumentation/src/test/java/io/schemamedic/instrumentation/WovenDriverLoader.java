package io.schemamedic.instrumentation;

import io.schemamedic.entry.UnsupportedDriverException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.Driver;
import java.util.Properties;

/** Loads one released driver, away from the one on the class path, and weaves it on the way. */
final class WovenDriverLoader extends URLClassLoader {
  private final DriverJar jar;

  WovenDriverLoader(DriverJar jar) throws MalformedURLException {
    super(new URL[] {jar.file().toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    this.jar = jar;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (!WeavingRules.CLASSES.contains(name)) {
      return super.findClass(name);
    }
    try {
      byte[] woven = new DriverWeaver().weave(this, name, jar.classFile(name)).classFile();
      return defineClass(name, woven, 0, woven.length);
    } catch (UnsupportedDriverException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  Connection connect(String url) throws Exception {
    Driver driver =
        (Driver)
            Class.forName("org.postgresql.Driver", true, this)
                .getDeclaredConstructor()
                .newInstance();
    return driver.connect(url, new Properties());
  }
}

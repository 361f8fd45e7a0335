package io.schemamedic.engine.source.folder;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bundles of an OSGi framework, whose class loaders show nobody what lies in a folder. Asked by
 * reflection, through the interfaces that the loader of a bundle implements; resolves no bundle.
 */
final class Bundles {
  private static final String REFERENCE = "org.osgi.framework.BundleReference";

  /** {@code Bundle.INSTALLED}; a bundle in this state would be resolved by the question. */
  private static final int INSTALLED = 2;

  private final Object own;
  private final Class<?> type;

  private Bundles(Object own, Class<?> type) {
    this.own = own;
    this.type = type;
  }

  /** Those among which the loader's is; null if it is not the loader of a bundle. */
  static @Nullable Bundles around(ClassLoader loader) throws IOException {
    Class<?> reference = interfaceOf(loader.getClass());
    if (reference == null) {
      return null;
    }
    Object own = ask(reference, loader, "getBundle");
    return own == null ? null : new Bundles(own, returned(reference, "getBundle"));
  }

  private static @Nullable Class<?> interfaceOf(Class<?> loader) {
    for (Class<?> type = loader; type != null; type = type.getSuperclass()) {
      for (Class<?> implemented : type.getInterfaces()) {
        if (implemented.getName().equals(REFERENCE)) {
          return implemented;
        }
      }
    }
    return null;
  }

  /**
   * What the loader's own bundle has in the folder, or else the only other one that has it. Adds
   * nothing if none has.
   *
   * @return whether one has it
   * @throws IOException also if several others have it: each may be another service's
   */
  boolean addAll(String folder, FolderTexts texts) throws IOException {
    List<URL> files = files(own, folder);
    if (files.isEmpty()) {
      files = filesOfTheOthers(folder);
    }
    for (URL file : files) {
      String path = file.getPath();
      int start = path.indexOf(folder + "/");
      if (start >= 0 && !path.endsWith("/")) {
        texts.add(path.substring(start + folder.length() + 1), file::openStream);
      }
    }
    return !files.isEmpty();
  }

  private List<URL> filesOfTheOthers(String folder) throws IOException {
    Object context = ask(type, own, "getBundleContext");
    if (context == null) {
      return Collections.emptyList();
    }
    List<URL> found = Collections.emptyList();
    List<String> names = new ArrayList<>();
    Object[] all = (Object[]) ask(returned(type, "getBundleContext"), context, "getBundles");
    for (Object bundle : all == null ? new Object[0] : all) {
      Integer state = (Integer) ask(type, bundle, "getState");
      List<URL> files =
          state == null || state <= INSTALLED ? Collections.emptyList() : files(bundle, folder);
      if (!files.isEmpty()) {
        found = files;
        names.add(String.valueOf(ask(type, bundle, "getSymbolicName")));
      }
    }
    if (names.size() > 1) {
      throw new IOException("several bundles have it: " + String.join(", ", names));
    }
    return found;
  }

  private List<URL> files(Object bundle, String folder) throws IOException {
    @SuppressWarnings("unchecked") // as OSGi has it
    Enumeration<URL> entries =
        (Enumeration<URL>) ask(type, bundle, "findEntries", folder, "*", Boolean.TRUE);
    return entries == null ? Collections.emptyList() : Collections.list(entries);
  }

  private static Class<?> returned(Class<?> type, String method) throws IOException {
    try {
      return type.getMethod(method).getReturnType();
    } catch (NoSuchMethodException e) {
      throw new IOException("its bundle cannot be asked: " + e, e);
    }
  }

  private static @Nullable Object ask(
      Class<?> type, Object object, String method, Object... arguments) throws IOException {
    Class<?>[] parameters = new Class<?>[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      parameters[i] = arguments[i] instanceof Boolean ? boolean.class : arguments[i].getClass();
    }
    try {
      return type.getMethod(method, parameters).invoke(object, arguments);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IOException("its bundle cannot be asked: " + e, e);
    }
  }
}

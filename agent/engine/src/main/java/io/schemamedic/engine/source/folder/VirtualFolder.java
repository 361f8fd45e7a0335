package io.schemamedic.engine.source.folder;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URLConnection;
import java.util.List;

/**
 * A folder of the virtual file system in which JBoss and WildFly keep what is deployed. Asked by
 * reflection on public methods of {@code org.jboss.vfs.VirtualFile}.
 */
final class VirtualFolder {
  static final String PROTOCOL = "vfs";

  private VirtualFolder() {}

  /**
   * @param connection to an address of that protocol
   */
  static void addAll(URLConnection connection, FolderTexts texts) throws IOException {
    Object folder = connection.getContent();
    Class<?> type = folder.getClass();
    try {
      List<?> below = (List<?>) type.getMethod("getChildrenRecursively").invoke(folder);
      for (Object file : below) {
        if (Boolean.TRUE.equals(type.getMethod("isFile").invoke(file))) {
          Object path = type.getMethod("getPathNameRelativeTo", type).invoke(file, folder);
          texts.add((String) path, () -> open(type, file));
        }
      }
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IOException("its place cannot be listed: " + e, e);
    }
  }

  private static InputStream open(Class<?> type, Object file) throws IOException {
    try {
      return (InputStream) type.getMethod("openStream").invoke(file);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IOException("cannot be opened: " + e, e);
    }
  }
}

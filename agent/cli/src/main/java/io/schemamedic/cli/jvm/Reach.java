package io.schemamedic.cli.jvm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Whether a process can read a file, told by its own view of the file system. */
final class Reach {
  private Reach() {}

  /**
   * False only if it is certain that it cannot. Groups are not known, so whoever could be in one is
   * taken to be.
   *
   * @param file as we reach it
   * @param user the process's number of its user; empty if unknown
   */
  static boolean mayRead(File file, String user) {
    Path path = file.toPath();
    try {
      if (!isOpen(path, user, PosixFilePermission.OWNER_READ)) {
        return false;
      }
      for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
        if (!isOpen(folder, user, PosixFilePermission.OWNER_EXECUTE)) {
          return false;
        }
      }
      return true;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return true;
    }
  }

  private static boolean isOpen(Path path, String user, PosixFilePermission forOwner)
      throws IOException {
    boolean read = forOwner == PosixFilePermission.OWNER_READ;
    Set<PosixFilePermission> granted = Files.getPosixFilePermissions(path);
    boolean isOwner =
        Files.getAttribute(path, "unix:uid", new LinkOption[0]).toString().equals(user);
    return user.isEmpty()
        || user.equals("0")
        || (isOwner && granted.contains(forOwner))
        || granted.contains(
            read ? PosixFilePermission.GROUP_READ : PosixFilePermission.GROUP_EXECUTE)
        || granted.contains(
            read ? PosixFilePermission.OTHERS_READ : PosixFilePermission.OTHERS_EXECUTE);
  }
}

package io.schemamedic.cli.jvm;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Linux tells of one process below {@code /proc}. What we may not see is unknown, and empty
 * here.
 */
final class ProcFolder {
  private static final File PROC = new File("/proc");

  /** SIGQUIT, in the mask of signals that a process catches. */
  private static final long QUIT = 1L << 2;

  /** What the system adds to the path of a file that has it no more. */
  private static final String DELETED = " (deleted)";

  private final File folder;

  private ProcFolder(File folder) {
    this.folder = folder;
  }

  static ProcFolder of(long pid) {
    return new ProcFolder(new File(PROC, Long.toString(pid)));
  }

  /** The number of this process; -1 if unknown. */
  static long ownPid() {
    String name = link(new File(PROC, "self").toPath());
    return name.matches("[0-9]{1,9}") ? Long.parseLong(name) : -1;
  }

  static ProcFolder ofThisProcess() {
    return new ProcFolder(new File(PROC, "self"));
  }

  /** Whether this system has such folders. */
  static boolean isSupported() {
    return new File(PROC, "self/status").canRead();
  }

  static List<Long> pids() {
    List<Long> pids = new ArrayList<>();
    String[] names = PROC.list();
    for (String name : names == null ? new String[0] : names) {
      if (name.matches("[0-9]{1,9}")) {
        pids.add(Long.valueOf(name));
      }
    }
    Collections.sort(pids);
    return pids;
  }

  boolean isThere() {
    return folder.isDirectory() && !"Z".equals(state());
  }

  /** A letter: {@code T} stopped, {@code t} stopped by a debugger; empty if unknown. */
  String state() {
    return firstWord(status("State"));
  }

  /** The effective user's number; empty if unknown. */
  String userId() {
    String[] ids = status("Uid").split("\\s+");
    return ids.length > 1 ? ids[1] : "";
  }

  /** The user's name, or number where it has none here; empty if unknown. */
  String user() {
    try {
      return Files.getOwner(folder.toPath()).getName();
    } catch (IOException | UnsupportedOperationException e) {
      return userId();
    }
  }

  /** Its number in its own, innermost namespace; null if unknown. */
  @Nullable String innerPid() {
    String[] pids = status("NSpid").split("\\s+");
    String last = pids[pids.length - 1];
    return last.isEmpty() ? null : last;
  }

  /** Whether it has a handler for the signal that asks a JVM to listen; true if unknown. */
  boolean catchesQuit() {
    String mask = status("SigCgt");
    return mask.isEmpty() || (Long.parseUnsignedLong(mask, 16) & QUIT) != 0;
  }

  /** Its command and arguments; empty if unknown. */
  List<String> command() {
    return texts("cmdline");
  }

  /** The value of a variable of its environment, as it was at its start; empty if unknown. */
  String environment(String name) {
    for (String variable : texts("environ")) {
      if (variable.startsWith(name + "=")) {
        return variable.substring(name.length() + 1);
      }
    }
    return "";
  }

  private List<String> texts(String file) {
    try {
      byte[] bytes = Files.readAllBytes(new File(folder, file).toPath());
      String text = new String(bytes, StandardCharsets.UTF_8);
      return text.isEmpty()
          ? Collections.<String>emptyList()
          : Arrays.asList(text.substring(0, text.length() - 1).split("\0", -1));
    } catch (IOException e) {
      return Collections.emptyList();
    }
  }

  /** Whether it sees another file system than we do; false if unknown. */
  boolean isElsewhere() {
    String there = link("ns/mnt");
    return !there.isEmpty() && !there.equals(ofThisProcess().link("ns/mnt"));
  }

  /** Its file system. */
  File root() {
    return new File(folder, "root");
  }

  /**
   * A path of its own, as we reach it.
   *
   * @param path relative ones begin where it was started
   */
  File file(String path) {
    if (!path.startsWith("/")) {
      return new File(new File(folder, "cwd"), path);
    }
    String root = link("root");
    boolean sameRoot = !isElsewhere() && (root.isEmpty() || root.equals("/"));
    return sameRoot ? new File(path) : new File(root(), path);
  }

  /** Whether a file is mapped into it whose name begins so; false if unknown. */
  boolean maps(String fileName) {
    try {
      for (String line : Files.readAllLines(new File(folder, "maps").toPath())) {
        if (line.substring(line.lastIndexOf('/') + 1).startsWith(fileName)) {
          return true;
        }
      }
    } catch (IOException e) {
      return false;
    }
    return false;
  }

  /**
   * The jars that it has open: paths as it sees them, and where we reach what it has open, even if
   * another file has that path by now, or none. Null if we may not see.
   */
  @Nullable Map<String, File> openJars() {
    File[] descriptors = new File(folder, "fd").listFiles();
    if (descriptors == null) {
      return null;
    }
    Map<String, File> jars = new LinkedHashMap<>();
    for (File descriptor : descriptors) {
      String target = link(descriptor.toPath());
      if (target.endsWith(DELETED)) {
        target = target.substring(0, target.length() - DELETED.length());
      }
      if (target.endsWith(".jar")) {
        jars.putIfAbsent(target, descriptor);
      }
    }
    return jars;
  }

  private String link(String name) {
    return link(new File(folder, name).toPath());
  }

  private static String link(Path path) {
    try {
      return Files.readSymbolicLink(path).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  private String status(String name) {
    try {
      for (String line : Files.readAllLines(new File(folder, "status").toPath())) {
        if (line.startsWith(name + ":")) {
          return line.substring(name.length() + 1).trim();
        }
      }
    } catch (IOException e) {
      return "";
    }
    return "";
  }

  private static String firstWord(String text) {
    return text.split("\\s+", 2)[0];
  }
}

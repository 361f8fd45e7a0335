package io.schemamedic.cli.jvm;

import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds Java processes without asking any of them. */
public final class JvmProcesses {
  private static final String COUNTERS = "hsperfdata_";

  private JvmProcesses() {}

  /** Whether there is such a process at all; true where the system cannot tell. */
  public static boolean isProcess(long pid) {
    return !ProcFolder.isSupported() || ProcFolder.of(pid).isThere();
  }

  /** The Java process of that number; null if it is none, as far as we may see. */
  public static @Nullable JvmProcess of(long pid) {
    ProcFolder proc = ProcFolder.of(pid);
    File counters = countersOf(pid, proc, countersIn(temporaryFolder()));
    return counters != null || isJava(proc) ? process(pid, proc, counters) : null;
  }

  /** All, by number; without this process. */
  public static List<JvmProcess> all() {
    List<JvmProcess> found = new ArrayList<>();
    Map<Long, File> here = countersIn(temporaryFolder());
    long ours = ProcFolder.ownPid();
    for (long pid : ProcFolder.isSupported() ? ProcFolder.pids() : here.keySet()) {
      ProcFolder proc = ProcFolder.of(pid);
      File counters = pid == ours ? null : countersOf(pid, proc, here);
      if (pid != ours && (counters != null || isJava(proc))) {
        found.add(process(pid, proc, counters));
      }
    }
    return found;
  }

  private static JvmProcess process(long pid, ProcFolder proc, @Nullable File counters) {
    return new JvmProcess(
        pid,
        proc,
        counters == null ? Collections.<String, String>emptyMap() : PerfData.read(counters));
  }

  private static boolean isJava(ProcFolder proc) {
    if (!proc.isThere()) {
      return false;
    }
    List<String> command = proc.command();
    String program = command.isEmpty() ? "" : command.get(0);
    return program.substring(program.lastIndexOf('/') + 1).equals("java")
        || proc.maps("libjvm.")
        || proc.maps("libj9vm");
  }

  /**
   * In a container the file lies in its file system, under the number that it has there. One that a
   * killed JVM has left tells nothing of the process that has its number now.
   */
  private static @Nullable File countersOf(long pid, ProcFolder proc, Map<Long, File> here) {
    if (!ProcFolder.isSupported()) {
      return here.get(pid);
    }
    String inner = proc.innerPid();
    File file =
        proc.isElsewhere() && inner != null
            ? countersIn(new File(proc.root(), "tmp")).get(Long.valueOf(inner))
            : here.get(pid);
    return file != null && isJava(proc) ? file : null;
  }

  private static File temporaryFolder() {
    // On Linux the JVM always uses this one; elsewhere java.io.tmpdir is where it looks.
    return ProcFolder.isSupported()
        ? new File("/tmp")
        : new File(System.getProperty("java.io.tmpdir", "/tmp"));
  }

  /** By the number of the process. */
  private static Map<Long, File> countersIn(File temporary) {
    Map<Long, File> files = new TreeMap<>();
    File[] folders = temporary.listFiles();
    for (File folder : folders == null ? new File[0] : folders) {
      File[] inside = folder.getName().startsWith(COUNTERS) ? folder.listFiles() : null;
      for (File file : inside == null ? new File[0] : inside) {
        if (file.getName().matches("[0-9]{1,9}")) {
          files.put(Long.valueOf(file.getName()), file);
        }
      }
    }
    return files;
  }
}

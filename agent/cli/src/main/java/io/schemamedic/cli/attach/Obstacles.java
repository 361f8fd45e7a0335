package io.schemamedic.cli.attach;

import io.schemamedic.cli.ExitCode;
import io.schemamedic.cli.jvm.JvmProcess;
import io.schemamedic.cli.jvm.JvmProcesses;
import org.jspecify.annotations.Nullable;

/**
 * What would keep us from attaching, found before anything is sent. That matters: a JVM that lets
 * nobody in answers the attempt with a thread dump in its log, and a process that is no JVM is
 * ended by it.
 */
public final class Obstacles {
  private Obstacles() {}

  /**
   * The process, if nothing is in the way that can be known.
   *
   * @throws AttachFailure with the reason, and what to do
   */
  public static JvmProcess require(long pid) throws AttachFailure {
    if (!JvmProcesses.isProcess(pid)) {
      throw new AttachFailure(
          ExitCode.NO_PROCESS,
          "there is no process " + pid + "; 'list' shows those that can be attached");
    }
    JvmProcess process = JvmProcesses.of(pid);
    if (process == null) {
      throw new AttachFailure(
          ExitCode.NO_PROCESS,
          "process "
              + pid
              + " is no Java process, or belongs to a user whose processes we may not see; 'list'"
              + " shows those that can be attached");
    }
    AttachFailure found = to(process);
    if (found != null) {
      throw found;
    }
    return process;
  }

  /** What is in the way; null if nothing is known. */
  public static @Nullable AttachFailure to(JvmProcess process) {
    if (!process.isOurUsers() && !JvmProcess.isRoot()) {
      return new AttachFailure(
          ExitCode.PERMISSION,
          "it runs as the user "
              + process.user()
              + ", and a JVM lets in only its own user; run this as that user, such as: sudo -u "
              + process.user()
              + " java -jar ...");
    }
    if (process.isOpenJ9() != isOurJavaOpenJ9()) {
      return refused(
          "its JVM and the one that runs this command are of different makers, OpenJ9 and HotSpot,"
              + " which cannot attach to each other; run this with the java of that process");
    }
    if (process.refusesAttach()) {
      return refused(
          "it was started with -XX:+DisableAttachMechanism; start it again without that, or with"
              + " -javaagent:schema-medic.jar");
    }
    if (process.isStopped()) {
      return refused(
          "the process is stopped, by a signal or by a debugger, and answers nobody; let it go on,"
              + " with kill -CONT "
              + process.pid());
    }
    if (!process.isListening() && !process.takesSignal()) {
      return refused(
          "it does not take the signal that asks a JVM to listen; it is just starting or ending, so"
              + " try again in a moment");
    }
    return null;
  }

  /** What would keep it from loading an agent, beside {@link #to}; null if nothing is known. */
  public static @Nullable AttachFailure toLoading(JvmProcess process) {
    return process.refusesAgents()
        ? refused(
            "it was started with -XX:-EnableDynamicAgentLoading; start it again without that, or"
                + " with -javaagent:schema-medic.jar")
        : null;
  }

  private static boolean isOurJavaOpenJ9() {
    return System.getProperty("java.vm.name", "").contains("OpenJ9");
  }

  private static AttachFailure refused(String message) {
    return new AttachFailure(ExitCode.REFUSED, message);
  }
}

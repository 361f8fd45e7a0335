package io.schemamedic.cli.attach;

import io.schemamedic.cli.ExitCode;
import io.schemamedic.cli.jvm.AgentJarFile;
import io.schemamedic.cli.jvm.JvmProcess;
import java.io.File;

/** The jar that a JVM is to load, under the name that it has there. */
public final class TargetJar {
  private TargetJar() {}

  /**
   * The path, if the process can read this agent's jar there.
   *
   * @param path as the process sees it
   * @throws AttachFailure if it cannot, with what to do
   */
  public static String require(JvmProcess process, String path) throws AttachFailure {
    if (path.indexOf('|') >= 0) {
      throw new AttachFailure(
          ExitCode.USAGE, "the path of the jar has a '|' in it; move it to another path");
    }
    File file = process.file(path);
    if (!file.exists()) {
      throw new AttachFailure(
          ExitCode.PERMISSION,
          process.isInContainer()
              ? "the process runs in a container, and there is no "
                  + path
                  + " in it"
                  + copyIt(process)
              : "there is no " + path);
    }
    if (AgentJarFile.versionOf(file) == null) {
      throw new AttachFailure(
          ExitCode.PERMISSION, path + " cannot be read, or is not the jar of this agent");
    }
    if (!process.mayRead(file)) {
      throw new AttachFailure(
          ExitCode.PERMISSION,
          "the process runs as the user "
              + process.user()
              + ", who cannot read "
              + path
              + "; put the jar where that user can read it, and run it from there");
    }
    return path;
  }

  private static String copyIt(JvmProcess process) {
    return "; copy the jar there (docker cp, kubectl cp, or cp schema-medic.jar /proc/"
        + process.pid()
        + "/root/tmp/) and say where the process sees it, such as --jar /tmp/schema-medic.jar";
  }
}

package io.schemamedic.servers;

import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.VirtualMachine;
import io.schemamedic.dist.ShippedJar;

/** How the agent gets into a process that runs already, and out of it again. */
final class Attachment {
  private Attachment() {}

  static void attach(long pid, String options) {
    load(pid, options);
  }

  static void detach(long pid) {
    load(pid, "detach");
  }

  private static void load(long pid, String options) {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        machine.loadAgent(ShippedJar.file().getAbsolutePath(), options);
      } finally {
        machine.detach();
      }
    } catch (AgentLoadException e) {
      // Java 8 answers a newer JDK's question by a bare 0 when all is well, which is not
      // understood.
      if (!String.valueOf(e.getMessage()).matches("(.*: )?0")) {
        throw new IllegalStateException("Cannot load the agent into " + pid, e);
      }
    } catch (Exception e) {
      throw new IllegalStateException("Cannot attach to " + pid, e);
    }
  }
}

package io.schemamedic.dist;

import com.sun.tools.attach.VirtualMachine;

/** Loads an agent into another process. */
public final class Attach {
  private Attach() {}

  /** Returns when its {@code agentmain} has returned. */
  public static void load(long pid, String jar, String text) throws Exception {
    VirtualMachine other = VirtualMachine.attach(Long.toString(pid));
    try {
      other.loadAgent(jar, text);
    } finally {
      other.detach();
    }
  }
}

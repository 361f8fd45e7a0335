package io.schemamedic.dist.program;

import com.sun.tools.attach.VirtualMachine;

/** How a program attaches an agent to itself; needs {@code -Djdk.attach.allowAttachSelf=true}. */
public final class SelfAttach {
  private SelfAttach() {}

  public static void loadAgent(String jar, String options) throws Exception {
    VirtualMachine self = VirtualMachine.attach(String.valueOf(ProcessHandle.current().pid()));
    try {
      self.loadAgent(jar, options);
    } finally {
      self.detach();
    }
  }

  /** Waits until the engine's start is over. */
  public static void awaitEngine() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("schema-medic-start")) {
        thread.join();
      }
    }
  }
}

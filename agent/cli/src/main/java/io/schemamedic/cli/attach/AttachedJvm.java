package io.schemamedic.cli.attach;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * A JVM that has let us in. Each call blocks until it has answered; used by one thread, under a
 * time limit.
 */
final class AttachedJvm implements Closeable {
  private final Class<?> virtualMachine;
  private final Object jvm;

  AttachedJvm(Class<?> virtualMachine, Object jvm) {
    this.virtualMachine = virtualMachine;
    this.jvm = jvm;
  }

  /** Its system properties as they are now. */
  Properties systemProperties() throws Exception {
    return (Properties) AttachApi.call(jvm, virtualMachine, "getSystemProperties");
  }

  /**
   * Adds the jar to its class path and runs the agent in it. That it returns says little: what the
   * agent has done it says itself.
   *
   * @param jar as the JVM names it
   */
  void loadAgent(String jar, String text) throws Exception {
    AttachApi.call(jvm, virtualMachine, "loadAgent", jar, text);
  }

  /**
   * What {@code jcmd} would print. Not part of the public API: the manifest of our jar asks for the
   * package, and where it is not to be had this fails.
   */
  String diagnosticCommand(String command) throws Exception {
    try (InputStream in =
        (InputStream) AttachApi.call(jvm, jvm.getClass(), "executeJCmd", command)) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      byte[] part = new byte[8192];
      for (int n = in.read(part); n >= 0; n = in.read(part)) {
        all.write(part, 0, n);
      }
      return new String(all.toByteArray(), StandardCharsets.UTF_8);
    }
  }

  /** Ends the conversation; the JVM goes on. */
  @Override
  public void close() throws IOException {
    try {
      AttachApi.call(jvm, virtualMachine, "detach");
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("Cannot be detached", e);
    }
  }
}

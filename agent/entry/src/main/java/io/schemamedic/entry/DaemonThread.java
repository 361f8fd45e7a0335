package io.schemamedic.entry;

import java.lang.reflect.Constructor;
import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Makes the agent's threads. They neither keep the process alive nor anything of the service,
 * although a thread of the service makes them, deep below its own calls. No context class loader;
 * no inheritable thread-locals, where Java can be told; and of the callers, whose protection
 * domains and with them loaders a thread keeps before Java 24, only ourselves.
 */
public final class DaemonThread {
  private DaemonThread() {}

  /** Not started. */
  public static Thread named(String name, Runnable work) {
    // No lambda: the first one in a process costs it some twenty milliseconds.
    Thread thread =
        AccessController.doPrivileged(
            new PrivilegedAction<Thread>() {
              @Override
              public Thread run() {
                return make(name, work);
              }
            });
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  private static Thread make(String name, Runnable work) {
    try {
      Constructor<Thread> constructor =
          Thread.class.getConstructor(
              ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class);
      return constructor.newInstance(null, work, name, 0L, false);
    } catch (ReflectiveOperationException e) {
      // Java 8 cannot be told.
      return new Thread(work, name);
    }
  }
}

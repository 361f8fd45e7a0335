package io.schemamedic.dist.program;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What this process holds on to, when the garbage collector has had its chance.
 *
 * @param metaspace in kilobytes, as the next two
 */
record Footprint(
    int classes, int threads, int files, long heap, long metaspace, long compiledCode) {
  private static final int COLLECTIONS = 5;

  static Footprint now() {
    int files = Integer.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      // The JVM itself opens one now and then for a moment, to read the limits of its container.
      files = Math.min(files, openFiles());
    }
    long metaspace = 0;
    long compiledCode = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().equals("Metaspace")) {
        metaspace += pool.getUsage().getUsed();
      } else if (pool.getName().startsWith("Code")) {
        compiledCode += pool.getUsage().getUsed();
      }
    }
    return new Footprint(
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        files,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024,
        metaspace / 1024,
        compiledCode / 1024);
  }

  private static int openFiles() {
    return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
  }

  /** {@code name=number} for each of them. */
  String toLine() {
    return "classes="
        + classes
        + " threads="
        + threads
        + " files="
        + files
        + " heap="
        + heap
        + " metaspace="
        + metaspace
        + " code="
        + compiledCode;
  }
}

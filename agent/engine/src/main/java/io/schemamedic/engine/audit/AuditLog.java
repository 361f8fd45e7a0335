package io.schemamedic.engine.audit;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A file of JSON lines that only grows. It is opened for each entry: entries are rare, and so a
 * rotated, removed or filled-up file heals by itself. Several processes may share one, since each
 * entry is handed to the system in one piece. Thread-safe.
 */
public final class AuditLog {
  private final @Nullable File file;
  private final String agentVersion;
  private final String process;
  private boolean lastLineIsWhole;

  private AuditLog(@Nullable File file, String agentVersion, String process) {
    this.file = file;
    this.agentVersion = agentVersion;
    this.process = process;
  }

  /**
   * @param process the process as {@link ProcessName} gives it
   */
  public static AuditLog to(File file, String agentVersion, String process) {
    return new AuditLog(file, agentVersion, process);
  }

  /** For when no file is configured: entries vanish. */
  public static AuditLog nowhere() {
    return new AuditLog(null, "", "");
  }

  /**
   * Appends one entry and hands it to the operating system.
   *
   * @throws IOException if it could not be recorded; what the entry speaks of must not happen then.
   *     The message names the file
   */
  public synchronized void append(AuditEntry entry) throws IOException {
    if (file == null) {
      return;
    }
    String line = entry.toJson(agentVersion, process) + '\n';
    try {
      append(file, line);
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage());
      throw message.contains(file.getPath())
          ? e
          : new IOException(file.getPath() + " (" + message + ")", e);
    }
  }

  private void append(File file, String line) throws IOException {
    // A full disk or a killed process may have left half a line, to which this one must not be
    // glued.
    String start = lastLineIsWhole || endsWithLine(file) ? "" : "\n";
    lastLineIsWhole = false;
    try (OutputStream out = new FileOutputStream(file, true)) {
      out.write((start + line).getBytes(StandardCharsets.UTF_8));
    }
    lastLineIsWhole = true;
  }

  private static boolean endsWithLine(File file) throws IOException {
    if (!file.exists()) {
      return true;
    }
    try (RandomAccessFile content = new RandomAccessFile(file, "r")) {
      long length = content.length();
      if (length == 0) {
        return true;
      }
      content.seek(length - 1);
      return content.read() == '\n';
    }
  }
}

package io.schemamedic.cli;

import io.schemamedic.engine.log.LogLine;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;

/**
 * Where a command writes: what was asked for goes to stdout, in UTF-8 on every machine, all else to
 * stderr. Used by one thread.
 */
final class Console {
  private static final String PREFIX = "schema-medic: ";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean showsProgress;

  private Console(PrintStream out, PrintStream err, boolean showsProgress) {
    this.out = out;
    this.err = err;
    this.showsProgress = showsProgress;
  }

  /** Over the streams of the process; progress is not shown. */
  static Console of(PrintStream out, PrintStream err) {
    return new Console(inUtf8(out), inUtf8(err), false);
  }

  /** The same, telling what is done. */
  Console showingProgress() {
    return new Console(out, err, true);
  }

  private static PrintStream inUtf8(PrintStream stream) {
    try {
      return new PrintStream(stream, true, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("Every Java has UTF-8", e);
    }
  }

  /** A line of the result. */
  void line(String text) {
    out.println(text);
  }

  /** The result, with line ends of its own. */
  void text(String text) {
    out.print(text);
    out.flush();
  }

  /** What is wrong, or what is to be known besides the result. */
  void note(String text) {
    err.println(PREFIX + LogLine.printable(text));
  }

  /** A line of help for whoever has used it wrongly. */
  void help(String line) {
    err.println(line);
  }

  /** What is done now, if anybody wants to see it. */
  void progress(String text) {
    if (showsProgress) {
      note(text);
    }
  }

  /** Whether all of the result was taken, by a file on a full disk for example it is not. */
  boolean isWritten() {
    return !out.checkError();
  }
}

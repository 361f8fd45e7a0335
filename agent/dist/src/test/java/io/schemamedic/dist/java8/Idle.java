package io.schemamedic.dist.java8;

import java.io.IOException;

/** Does nothing until its input ends. Says {@code ready} before. */
public final class Idle {
  private Idle() {}

  /** Waits. */
  public static void main(String[] arguments) throws IOException {
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // What comes is of no interest, only its end.
      continue;
    }
  }
}

package io.schemamedic.dist.java8;

import java.io.IOException;

/** Starts the program that its arguments say, prints how it ended, and waits for its own input. */
public final class Parent {
  private Parent() {}

  /** The child inherits the environment and all streams but its input. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(arguments);
    System.out.println("libraries from the environment: " + System.getenv("LD_LIBRARY_PATH"));
    Process child =
        builder
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    System.out.println("child ended with " + child.waitFor());
    System.in.read();
  }
}

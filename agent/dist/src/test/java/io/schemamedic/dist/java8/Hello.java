package io.schemamedic.dist.java8;

/** Knows nothing of JDBC. */
public final class Hello {
  private Hello() {}

  /** Prints one line and returns. */
  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}

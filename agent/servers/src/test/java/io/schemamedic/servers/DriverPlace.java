package io.schemamedic.servers;

/** Who brings the driver, and with it the class loader that defines its classes. */
enum DriverPlace {
  /** The application has it among its libraries and makes its own connection. */
  APPLICATION("in the application"),
  /** The server has it, and offers a pool, which the application looks up, if it makes any. */
  SERVER("in the server"),
  /** The same, and the server has it as a module of its own module system. */
  MODULE("as a module of the server"),
  /** It is a bundle, which the application's imports. */
  BUNDLE("as a bundle");

  private final String text;

  DriverPlace(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}

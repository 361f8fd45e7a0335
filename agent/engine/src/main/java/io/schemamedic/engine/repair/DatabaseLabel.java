package io.schemamedic.engine.repair;

/** The name of a database in metrics and logs. */
final class DatabaseLabel {
  private static final String SCHEME = "jdbc:postgresql:";

  private DatabaseLabel() {}

  /**
   * Host, port and database of a JDBC URL. Parameters are cut, since they may hold a password, and
   * so is whatever stands before an {@code @}, which pgjdbc does not know but people write.
   */
  static String of(String url) {
    String rest = url.startsWith(SCHEME) ? url.substring(SCHEME.length()) : url;
    int parameters = rest.indexOf('?');
    rest = parameters < 0 ? rest : rest.substring(0, parameters);
    rest = rest.substring(rest.lastIndexOf('@') + 1);
    return rest.startsWith("//") ? rest.substring(2) : rest;
  }
}

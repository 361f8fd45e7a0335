package io.schemamedic.cli.connect;

import io.schemamedic.cli.arguments.UsageException;
import java.util.Locale;

/**
 * The URL of a database, known to hold no password. {@link #toString()} tells host, port and
 * database alone. Immutable.
 */
public final class JdbcUrl {
  private static final String SCHEME = "jdbc:postgresql:";

  private final String text;

  private JdbcUrl(String text) {
    this.text = text;
  }

  /**
   * Looks at what was given.
   *
   * @throws UsageException if it is no URL of PostgreSQL, or could hold a secret; without repeating
   *     any of it
   */
  public static JdbcUrl parse(String text) throws UsageException {
    String url = text.trim();
    // Before the scheme: postgresql://user:password@host is what people paste.
    if (holdsSecret(url)) {
      throw new UsageException(
          "--url holds a password, which every process can read there: take it out, and use"
              + " --user, and --password-file or the environment variable SCHEMAMEDIC_PASSWORD");
    }
    if (!url.startsWith(SCHEME)) {
      throw new UsageException("--url has to be of the form jdbc:postgresql://HOST:PORT/DATABASE");
    }
    return new JdbcUrl(url);
  }

  private static boolean holdsSecret(String url) {
    int question = url.indexOf('?');
    String place = question < 0 ? url : url.substring(0, question);
    if (place.indexOf('@') >= 0) {
      return true;
    }
    for (String parameter : url.substring(place.length()).split("[?&]", -1)) {
      String name = parameter.substring(0, (parameter + "=").indexOf('=')).toLowerCase(Locale.ROOT);
      boolean secret = name.contains("pass") && !name.equals("sslpasswordcallback");
      if (secret || name.indexOf('%') >= 0) {
        return true;
      }
    }
    return false;
  }

  boolean namesUser() {
    return text.matches(".*[?&]user=.*");
  }

  /** As the driver wants it. */
  String text() {
    return text;
  }

  /** Host, port and database; parameters are of no interest to anyone else. */
  @Override
  public String toString() {
    int question = text.indexOf('?');
    String place = text.substring(SCHEME.length(), question < 0 ? text.length() : question);
    return place.startsWith("//") ? place.substring(2) : place;
  }
}

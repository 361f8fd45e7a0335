package io.schemamedic.engine.admin;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request was meant for this server. A page from elsewhere can point a name of its own at
 * a loopback address and so read us through its visitor's browser; the name in the Host header
 * gives it away. Names that nobody can register, and addresses, are harmless. Immutable.
 */
final class HostCheck {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[(0*:)+0*1]");
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+(%[^]]*)?]");
  private static final Pattern NAME_WITHOUT_DOMAIN = Pattern.compile("[a-z0-9_-]+");

  /** More than any name has; patterns of what comes from everybody are for short texts. */
  private static final int LONGEST = 300;

  private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");

  private final String configuredHost;
  private final boolean loopbackOnly;

  private HostCheck(String configuredHost, boolean loopbackOnly) {
    this.configuredHost = configuredHost;
    this.loopbackOnly = loopbackOnly;
  }

  /**
   * @param configuredHost as written in the configuration
   * @param bound what it resolved to
   */
  static HostCheck of(String configuredHost, InetAddress bound) {
    return new HostCheck(configuredHost.toLowerCase(Locale.ROOT), bound.isLoopbackAddress());
  }

  /** Whether the value of a Host header, or its absence, is acceptable. */
  boolean accepts(@Nullable String header) {
    if (header == null || header.length() > LONGEST) {
      return false;
    }
    String host = PORT.matcher(header.trim().toLowerCase(Locale.ROOT)).replaceFirst("");
    if (host.equals(configuredHost)
        || host.equals('[' + configuredHost + ']')
        || LOOPBACK.matcher(host).matches()) {
      return true;
    }
    // Whoever opens the port to a network wants to be found under its addresses and container
    // names.
    return !loopbackOnly
        && (ADDRESS.matcher(host).matches() || NAME_WITHOUT_DOMAIN.matcher(host).matches());
  }
}

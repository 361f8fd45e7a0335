package io.schemamedic.engine.admin;

import io.schemamedic.engine.digest.Sha256;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One HTML file of the jar, and the policy that lets a browser apply just the styles and scripts
 * that are written in it, and talk to nobody but us. Immutable.
 */
final class StaticPage {
  private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);
  private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);

  private final String html;
  private final String policy;

  private StaticPage(String html) {
    this.html = html;
    this.policy =
        "default-src 'none'; style-src "
            + sources(STYLE, html)
            + "; script-src "
            + sources(SCRIPT, html)
            + "; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  /**
   * @throws IllegalStateException if the jar lacks it
   */
  static StaticPage of(String name) {
    return new StaticPage(PackagedText.required(name));
  }

  String html() {
    return html;
  }

  /** The value of a {@code Content-Security-Policy} header. */
  String policy() {
    return policy;
  }

  private static String sources(Pattern element, String html) {
    StringBuilder sources = new StringBuilder();
    Matcher matcher = element.matcher(html);
    while (matcher.find()) {
      sources
          .append(sources.length() == 0 ? "'sha256-" : " 'sha256-")
          .append(Base64.getEncoder().encodeToString(Sha256.of(matcher.group(1))))
          .append('\'');
    }
    return sources.length() == 0 ? "'none'" : sources.toString();
  }
}

package io.schemamedic.engine.repair;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The parameters of a JDBC URL. To pgjdbc, a parameter there counts more than a property. */
final class UrlParameters {
  private UrlParameters() {}

  /** The URL without the parameters of these names. */
  static String without(Collection<String> names, String url) {
    int question = url.indexOf('?');
    if (question < 0) {
      return url;
    }
    StringBuilder kept = new StringBuilder();
    for (String parameter : url.substring(question + 1).split("&", -1)) {
      if (!names.contains(nameOf(parameter)) && !parameter.isEmpty()) {
        kept.append(kept.length() == 0 ? '?' : '&').append(parameter);
      }
    }
    return url.substring(0, question) + kept;
  }

  /** What the URL gives for a parameter; null if it does not name it. */
  static @Nullable String value(String name, String url) {
    for (String parameter : url.substring(url.indexOf('?') + 1).split("&", -1)) {
      if (nameOf(parameter).equals(name)) {
        return parameter.substring(Math.min(parameter.length(), name.length() + 1));
      }
    }
    return null;
  }

  private static String nameOf(String parameter) {
    return parameter.substring(0, (parameter + "=").indexOf('='));
  }
}

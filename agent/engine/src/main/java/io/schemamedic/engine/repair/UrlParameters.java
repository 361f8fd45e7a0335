package io.schemamedic.engine.repair;

import java.util.Collection;

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
      String name = parameter.substring(0, (parameter + "=").indexOf('='));
      if (!names.contains(name) && !parameter.isEmpty()) {
        kept.append(kept.length() == 0 ? '?' : '&').append(parameter);
      }
    }
    return url.substring(0, question) + kept;
  }
}

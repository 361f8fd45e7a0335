package io.schemamedic.engine.schema.canonical;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Constants whose texts are not the same: whether the values are, as far as that can be told. */
final class ValueText {
  private static final String DATE = "\\d{4}-\\d\\d-\\d\\d";
  private static final String TIME = "\\d\\d:\\d\\d:\\d\\d";
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String PLAIN_ARRAY = "\\{[\\w,.-]*\\}";
  private static final Set<String> JSON_WITHOUT_SPACES =
      new HashSet<>(Arrays.asList("{}", "[]", "null", "true", "false", "\"\""));

  private ValueText() {}

  /** Of two texts that differ. */
  static Likeness likeness(CanonicalType type, String wanted, String found) {
    if (type.isArray()) {
      return ofArrays(type, wanted, found);
    }
    switch (type.name()) {
      case "text":
      case "character varying":
      case "character":
      case "bpchar":
      case "name":
      case "citext":
      case "json":
      case "bit":
        return Likeness.DIFFERENT;
      case "uuid":
        return normal(wanted.toLowerCase(Locale.ROOT), found.toLowerCase(Locale.ROOT), UUID);
      case "date":
        return normal(wanted, found, DATE);
      case "time without time zone":
        return normal(withSeconds(wanted), withSeconds(found), TIME);
      case "timestamp without time zone":
        return normal(timestamp(wanted), timestamp(found), DATE + " " + TIME);
      case "interval":
        return IntervalText.likeness(wanted, found);
      case "jsonb":
        return ofJson(withoutSpaces(wanted), withoutSpaces(found));
      default:
        return Likeness.UNSURE;
    }
  }

  /** Certain only in the form in which there is one text for each value. */
  private static Likeness normal(String wanted, String found, String form) {
    if (wanted.equals(found)) {
      return Likeness.EQUAL;
    }
    return wanted.matches(form) && found.matches(form) ? Likeness.DIFFERENT : Likeness.UNSURE;
  }

  private static String withSeconds(String time) {
    return time.matches("\\d\\d:\\d\\d") ? time + ":00" : time;
  }

  private static String timestamp(String text) {
    if (text.matches(DATE)) {
      return text + " 00:00:00";
    }
    boolean parted = text.matches(DATE + "[ T].*");
    int day = "yyyy-mm-dd".length();
    return parted ? text.substring(0, day) + " " + withSeconds(text.substring(day + 1)) : text;
  }

  private static Likeness ofJson(String wanted, String found) {
    if (wanted.equals(found)) {
      return Likeness.EQUAL;
    }
    boolean both = JSON_WITHOUT_SPACES.contains(wanted) && JSON_WITHOUT_SPACES.contains(found);
    return both ? Likeness.DIFFERENT : Likeness.UNSURE;
  }

  /** White space outside strings, which jsonb does not keep. */
  private static String withoutSpaces(String json) {
    StringBuilder text = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '"' && (i == 0 || json.charAt(i - 1) != '\\')) {
        inside = !inside;
      }
      if (inside || !Character.isWhitespace(c)) {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static Likeness ofArrays(CanonicalType type, String wanted, String found) {
    String first = wanted.replace(", ", ",");
    String second = found.replace(", ", ",");
    if (!first.matches(PLAIN_ARRAY) || !second.matches(PLAIN_ARRAY)) {
      return Likeness.UNSURE;
    }
    if (first.equals(second)) {
      return Likeness.EQUAL;
    }
    boolean empty = first.equals("{}") || second.equals("{}");
    return empty || NodeTypes.isString(type.element()) ? Likeness.DIFFERENT : Likeness.UNSURE;
  }
}

package io.schemamedic.dist.once;

import java.util.Arrays;
import java.util.List;

/**
 * What the service says about one call.
 *
 * @param end {@code ok}, {@code again} if it is made anew after an exception, {@code given_up}
 * @param healed how many of its statements worked although the server had refused them
 * @param exceptions the SQLSTATE of each exception that the caller got
 * @param stored each row that it knows to be stored, as {@code TABLE/ENTRY} or {@code
 *     TABLE/ENTRY=KEY}
 */
record CallReport(
    int caller,
    long seq,
    Way way,
    Link link,
    String end,
    int healed,
    List<String> exceptions,
    List<String> stored) {

  static CallReport parse(String line) {
    String[] words = line.split(" ", 9);
    return new CallReport(
        Integer.parseInt(words[1]),
        Long.parseLong(words[2]),
        Way.valueOf(words[3]),
        Link.valueOf(words[4]),
        words[5],
        Integer.parseInt(words[6]),
        list(words[7].substring(0, words[7].length() - 1), ","),
        list(words[8], " "));
  }

  private static List<String> list(String joined, String separator) {
    return joined.isEmpty() ? List.of() : Arrays.asList(joined.split(separator));
  }

  boolean isAcknowledged() {
    return end.equals("ok");
  }
}

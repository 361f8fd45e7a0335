package io.schemamedic.entry;

import java.util.List;
import java.util.Properties;

/**
 * An answer to the command line: a first line {@code schema-medic/1 RESULT}, lines {@code
 * key=value}, an empty line, a text. It is put where the asker can read it without a port or a
 * file, into a system property, and holds nothing secret.
 */
final class ChannelReply {
  private static final String PROPERTY = "io.schemamedic.reply.";
  private static final String TIME = "\nat=";

  /** An asker that has not read its answer by then never will. */
  private static final long LONGEST_MILLIS = 60_000;

  private final StringBuilder head = new StringBuilder("schema-medic/1 ");
  private String text = "";

  /**
   * @param result one word
   */
  ChannelReply(String result) {
    head.append(result).append(TIME).append(System.currentTimeMillis()).append('\n');
  }

  ChannelReply with(String key, String value) {
    head.append(key).append('=').append(value.replace('\n', ' ')).append('\n');
    return this;
  }

  ChannelReply withProblems(List<String> problems) {
    for (String problem : problems) {
      with("problem", problem);
    }
    return this;
  }

  /**
   * @param report lines {@code key=value}, an empty line, a text
   */
  ChannelReply withReport(String report) {
    int endOfHead = report.indexOf("\n\n");
    head.append(report, 0, endOfHead + 1);
    text = report.substring(endOfHead + 2);
    return this;
  }

  /** Where the asker looks. What others have left is taken away. */
  void publish(String nonce) {
    forgetOld(System.getProperties());
    System.setProperty(PROPERTY + nonce, head.append('\n').append(text).toString());
  }

  static void forget(String nonce) {
    System.clearProperty(PROPERTY + nonce);
    forgetOld(System.getProperties());
  }

  private static void forgetOld(Properties properties) {
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PROPERTY) && isOld(properties.getProperty(name, ""))) {
        properties.remove(name);
      }
    }
  }

  private static boolean isOld(String reply) {
    int from = reply.indexOf(TIME) + TIME.length();
    int to = reply.indexOf('\n', from);
    try {
      long at = Long.parseLong(reply.substring(from, to));
      return Math.abs(System.currentTimeMillis() - at) > LONGEST_MILLIS;
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return true;
    }
  }
}

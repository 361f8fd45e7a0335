package io.schemamedic.entry;

import org.jspecify.annotations.Nullable;

/**
 * What the command line asks, as the text of an attach: {@code schema-medic/1 COMMAND NONCE
 * JAR|OPTIONS}. Immutable.
 */
final class ChannelRequest {
  private static final String PREFIX = "schema-medic/";

  /** Of the protocol; one that is not known is answered with this one. */
  private static final String VERSION = "schema-medic/1";

  private final String version;
  private final String command;
  private final String nonce;
  private final String options;

  private ChannelRequest(String version, String command, String nonce, String options) {
    this.version = version;
    this.command = command;
    this.nonce = nonce;
    this.options = options;
  }

  /** Whether it is meant as a request, well formed or not; else it is the agent's options. */
  static boolean isOne(String text) {
    return text.startsWith(PREFIX);
  }

  /** Null if it cannot even be answered, for want of a nonce. */
  static @Nullable ChannelRequest parse(String text) {
    String[] words = text.split(" ", 4);
    if (words.length < 3 || !isNonce(words[2])) {
      return null;
    }
    String rest = words.length == 4 ? words[3] : "";
    return new ChannelRequest(words[0], words[1], words[2], rest.substring(rest.indexOf('|') + 1));
  }

  /** It becomes part of a property's name, so it has to be what it should. */
  private static boolean isNonce(String word) {
    for (int at = 0; at < word.length(); at++) {
      if (Character.digit(word.charAt(at), 16) < 0) {
        return false;
      }
    }
    return word.length() >= 8 && word.length() <= 64;
  }

  /** Empty if the version is another one, whose commands may mean something else. */
  String command() {
    return VERSION.equals(version) ? command : "";
  }

  String nonce() {
    return nonce;
  }

  /** What belongs to the command; for an attach the agent's options. */
  String options() {
    return options;
  }
}

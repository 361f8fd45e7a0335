package io.schemamedic.cli.attach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the agent has answered: a first line {@code schema-medic/1 RESULT}, lines {@code key=value},
 * an empty line, and a text of its own. Of an agent that is older or newer, what is not understood
 * is kept apart from what is. Immutable.
 */
public final class Reply {
  private final String result;
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final String body;

  private Reply(String text) {
    int endOfHead = text.indexOf("\n\n");
    String[] head = (endOfHead < 0 ? text : text.substring(0, endOfHead)).split("\n");
    String[] first = head[0].split(" ", 2);
    result = first.length == 2 ? first[1] : "";
    body = endOfHead < 0 ? "" : text.substring(endOfHead + 2);
    for (int i = 1; i < head.length; i++) {
      int equals = head[i].indexOf('=');
      if (equals > 0) {
        add(head[i].substring(0, equals), head[i].substring(equals + 1));
      }
    }
  }

  private void add(String key, String value) {
    if (key.equals("problem")) {
      problems.add(value);
    } else {
      fields.put(key, value);
    }
  }

  static Reply parse(String text) {
    return new Reply(text);
  }

  /** Of an agent that is not there. */
  public static Reply none() {
    return new Reply("");
  }

  /** One word, such as {@code active}. */
  public String result() {
    return result;
  }

  /** Empty if the agent does not say. */
  public String field(String key) {
    return fields.getOrDefault(key, "");
  }

  /** What is not as it was asked for, in sentences for an operator. */
  public List<String> problems() {
    return new ArrayList<>(problems);
  }

  /** What follows, as the agent has written it. */
  public String body() {
    return body;
  }
}

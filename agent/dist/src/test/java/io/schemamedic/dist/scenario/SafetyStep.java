package io.schemamedic.dist.scenario;

import io.schemamedic.dist.program.Step;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reads one entry below {@code steps} in the table of cases. */
final class SafetyStep {
  private static final Map<String, Integer> ISOLATION =
      Map.of(
          "read uncommitted", Connection.TRANSACTION_READ_UNCOMMITTED,
          "read committed", Connection.TRANSACTION_READ_COMMITTED,
          "repeatable read", Connection.TRANSACTION_REPEATABLE_READ,
          "serializable", Connection.TRANSACTION_SERIALIZABLE);

  private SafetyStep() {}

  static void add(String place, Object content, Scenario scenario) {
    if (content instanceof String word) {
      scenario.calls(plain(place, word));
      return;
    }
    TableEntry entry = new TableEntry(place, content);
    String[] values = values(entry);
    if (entry.keys().size() != 1) {
      throw entry.wrong("should have one verb but has " + entry.keys());
    }
    String verb = entry.keys().iterator().next();
    List<String> texts = entry.texts(verb);
    String text = texts.get(0);
    switch (verb) {
      case "query" -> scenario.calls(Step.query(text));
      case "migration tool asks" -> scenario.calls(Step.migrationQuery(text));
      case "update" -> scenario.calls(Step.update(text));
      case "execute" -> scenario.calls(Step.execute(text));
      case "prepared" -> scenario.calls(Step.prepared(text, values));
      case "prepared with stream" -> scenario.calls(Step.preparedWithStream(text, values[0]));
      case "prepared batch" -> scenario.calls(Step.preparedBatch(text, values));
      case "statement batch" -> scenario.calls(Step.statementBatch(texts.toArray(String[]::new)));
      case "callable" -> scenario.calls(Step.call(text, values[0]));
      case "connect with" -> scenario.calls(Step.connect("&" + text));
      case "auto-commit" -> scenario.calls(Step.autoCommit(isOn(text)));
      case "read-only" -> scenario.calls(Step.readOnly(isOn(text)));
      case "schema" -> scenario.calls(Step.schema(text));
      case "isolation" -> scenario.calls(Step.isolation(isolation(entry, text)));
      case "kill switch" ->
          scenario.calls(Step.property("schemamedic.kill-switch", isOn(text) ? "true" : ""));
      case "by hand" -> scenario.byHand(texts.toArray(String[]::new));
      case "superuser" -> scenario.meanwhile(texts.toArray(String[]::new));
      case "other session" -> scenario.elsewhere(texts.toArray(String[]::new));
      default -> throw entry.wrong("has an unknown verb: " + verb);
    }
  }

  private static String[] values(TableEntry entry) {
    String last = entry.text("values from 1 to", "");
    return last.isEmpty()
        ? entry.texts("values").toArray(String[]::new)
        : IntStream.rangeClosed(1, Integer.parseInt(last))
            .mapToObj(Integer::toString)
            .toArray(String[]::new);
  }

  private static Step plain(String place, String word) {
    return switch (word) {
      case "commit" -> Step.commit();
      case "rollback" -> Step.rollback();
      case "savepoint" -> Step.savepoint();
      case "rollback to savepoint" -> Step.rollbackToSavepoint();
      default -> throw new IllegalArgumentException(place + " is no step: " + word);
    };
  }

  private static boolean isOn(String text) {
    return switch (text) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new IllegalArgumentException("Neither on nor off: " + text);
    };
  }

  private static int isolation(TableEntry entry, String text) {
    Integer level = ISOLATION.get(text);
    if (level == null) {
      throw entry.wrong("has an unknown isolation: " + text);
    }
    return level;
  }
}

package io.schemamedic.demo.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service as it is, on a broken database: shows how each call fails. */
final class WithoutAgent {
  /** What PostgreSQL says of a missing table or column, wherever it stands in the app's log. */
  private static final Pattern COMPLAINT =
      Pattern.compile("ERROR: ((?:relation|column) .* does not exist)");

  private final Stage stage;

  WithoutAgent(Stage stage) {
    this.stage = stage;
  }

  void tell(Variant variant) throws Exception {
    stage.progress().section("Without the agent: " + variant.description());
    stage.checks().group("Without the agent, " + variant.description());
    try (AppProcess app =
        stage.start(variant, null, stage.appPort(), "without-" + variant.database())) {
      stage.progress().during("Starting the demo app", app::awaitReady);
      for (Journey journey : Journey.values()) {
        fail(variant, journey, app);
      }
    }
  }

  private void fail(Variant variant, Journey journey, AppProcess app) throws Exception {
    stage.progress().line("");
    stage.progress().line("  " + journey.title());
    Map<String, String> known = existingIds(variant);
    int failures = 0;
    boolean clear = true;
    for (Step step : journey.steps()) {
      int logged = complaints(app.log()).size();
      Answer answer = step.call().send(app.backend(), known);
      List<String> complaints = complaints(app.log());
      String why = complaints.size() > logged ? complaints.get(logged) : "";
      stage
          .progress()
          .line(
              String.format(
                  Locale.ROOT, "    %-52s HTTP %d  %s", step.title(), answer.status(), why));
      if (answer.status() == 500) {
        failures++;
        clear &= answer.text("error").equals("database_error") && !why.isEmpty();
      }
    }
    stage
        .checks()
        .that(
            journey.title() + ": calls fail for want of a table or column, and leak no SQL",
            failures > 0 && clear,
            failures + " calls answered 500");
  }

  /** In a database with rows, the callers are those that have been there before. */
  private Map<String, String> existingIds(Variant variant) throws Exception {
    Map<String, String> known = new HashMap<>();
    if (variant == Variant.INCOMPLETE) {
      try (Connection connection = stage.connect(variant)) {
        known.put(
            "session",
            Rows.texts(connection, "SELECT id FROM public.conversations LIMIT 1").get(0));
        known.put("user", Rows.texts(connection, "SELECT id FROM owned.users LIMIT 1").get(0));
      }
    }
    return known;
  }

  private static List<String> complaints(Path log) throws IOException {
    Matcher matcher = COMPLAINT.matcher(Files.readString(log));
    return matcher.results().map(result -> result.group(1)).toList();
  }
}

package io.schemamedic.engine.admin;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pages and documents of the jar, read once: the jar may be replaced while the service runs.
 * Immutable.
 */
final class StaticContent {
  private static final String[] DOCUMENTS = {"reasons.md", "runbook.md"};

  private final Map<String, AdminResponse> responses = new HashMap<>();

  StaticContent() {
    responses.put("/", AdminResponse.page(StaticPage.of("status.html")));
    responses.put("/runbook", AdminResponse.page(StaticPage.of("runbook.html")));
    for (String name : DOCUMENTS) {
      PackagedText.read("docs/" + name)
          .ifPresent(text -> responses.put("/docs/" + name, AdminResponse.text(text)));
    }
  }

  /**
   * @param path as a client sent it
   * @return null if there is nothing of that name
   */
  @Nullable AdminResponse at(String path) {
    return responses.get(path);
  }
}

package io.schemamedic.engine.admin;

import io.schemamedic.engine.metrics.MedicMetrics;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides what a request gets. Never changes anything. Thread-safe. */
final class AdminRouter {
  private static final String PLANS = "/api/plans/";
  private static final String DRAFTS = "/drafts/";

  private final StaticContent statics = new StaticContent();
  private final AdminContent content;
  private final HostCheck hosts;
  private final Consumer<Throwable> errors;

  AdminRouter(AdminContent content, HostCheck hosts, Consumer<Throwable> errors) {
    this.content = content;
    this.hosts = hosts;
    this.errors = errors;
  }

  /**
   * @param path of the request, decoded; null if it has none
   * @param host the Host header; null if there is none
   */
  AdminResponse respond(String method, @Nullable String path, @Nullable String host) {
    if (!hosts.accepts(host)) {
      return AdminResponse.sentence(
          421, "This server is not known under that name. To serve a name, set http.host to it.");
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return notAllowed(path);
    }
    try {
      return resource(path == null ? "" : path);
    } catch (RuntimeException e) {
      errors.accept(e);
      return AdminResponse.sentence(
          500, "The agent could not answer; schema_medic_agent_errors_total counts it.");
    }
  }

  private AdminResponse resource(String path) {
    AdminResponse still = statics.at(path);
    if (still != null) {
      return still;
    }
    switch (path) {
      case "/metrics":
        return AdminResponse.ok(MedicMetrics.CONTENT_TYPE, content.metrics());
      case "/-/healthy":
        return AdminResponse.sentence(200, "ok");
      case "/api/status":
        return AdminResponse.json(content.status());
      case "/api/incidents":
        return AdminResponse.json(content.incidents());
      case "/api/drift":
        return AdminResponse.json(content.drift());
      case "/api/plans":
        return AdminResponse.json(content.plans());
      case "/api/repairs":
        return AdminResponse.json(content.repairs());
      default:
        return draft(path)
            .map(AdminResponse::text)
            .orElseGet(() -> AdminResponse.sentence(404, "There is nothing here."));
    }
  }

  private Optional<String> draft(String path) {
    return path.startsWith(DRAFTS)
        ? content.draft(path.substring(DRAFTS.length()))
        : Optional.empty();
  }

  private static AdminResponse notAllowed(@Nullable String path) {
    return path != null && path.startsWith(PLANS)
        ? AdminResponse.sentence(
            405, "Plans cannot be approved over HTTP in this version. Nothing was changed.")
        : AdminResponse.sentence(405, "This server is read-only. Nothing was changed.");
  }
}

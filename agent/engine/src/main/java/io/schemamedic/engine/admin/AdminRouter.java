package io.schemamedic.engine.admin;

import io.schemamedic.engine.metrics.MedicMetrics;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides what a request gets. Never changes anything. Thread-safe. */
final class AdminRouter {
  private static final String JSON = "application/json; charset=utf-8";
  private static final String PLANS = "/api/plans/";

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
      return AdminResponse.text(
          421, "This server is not known under that name. To serve a name, set http.host to it.");
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return notAllowed(path);
    }
    try {
      return resource(path == null ? "" : path);
    } catch (RuntimeException e) {
      errors.accept(e);
      return AdminResponse.text(
          500, "The agent could not answer; schema_medic_agent_errors_total counts it.");
    }
  }

  private AdminResponse resource(String path) {
    switch (path) {
      case "/metrics":
        return AdminResponse.ok(MedicMetrics.CONTENT_TYPE, content.metrics());
      case "/-/healthy":
        return AdminResponse.text(200, "ok");
      case "/api/incidents":
        return AdminResponse.ok(JSON, content.incidents());
      case "/api/drift":
        return AdminResponse.ok(JSON, content.drift());
      case "/api/plans":
        return AdminResponse.ok(JSON, content.plans());
      case "/":
        return AdminResponse.ok("text/html; charset=utf-8", HtmlWriter.write(content.statusPage()));
      default:
        return AdminResponse.text(404, "There is nothing here.");
    }
  }

  private static AdminResponse notAllowed(@Nullable String path) {
    return path != null && path.startsWith(PLANS)
        ? AdminResponse.text(
            405, "Plans cannot be approved over HTTP in this version. Nothing was changed.")
        : AdminResponse.text(405, "This server is read-only. Nothing was changed.");
  }
}

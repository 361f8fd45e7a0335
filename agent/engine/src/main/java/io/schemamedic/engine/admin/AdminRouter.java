package io.schemamedic.engine.admin;

import io.schemamedic.engine.metrics.MedicMetrics;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Decides what a request gets. Thread-safe. */
final class AdminRouter {
  private static final String DRAFTS = "/drafts/";

  /** For machines that ask whether we live, and have no password. */
  private static final String HEALTHY = "/-/healthy";

  private final StaticContent statics = new StaticContent();
  private final AdminContent content;
  private final HostCheck hosts;
  private final LoginCheck logins;
  private final Approvals approvals;
  private final Consumer<Throwable> errors;

  AdminRouter(
      AdminContent content,
      HostCheck hosts,
      LoginCheck logins,
      Approvals approvals,
      Consumer<Throwable> errors) {
    this.content = content;
    this.hosts = hosts;
    this.logins = logins;
    this.approvals = approvals;
    this.errors = errors;
  }

  /**
   * Answers a request, at once or, if it has to wait for the database, later.
   *
   * @param client takes the one answer, on this or another thread
   */
  void respond(HttpRequest request, Consumer<AdminResponse> client) {
    Optional<AdminResponse> refusal = refusal(request);
    if (refusal.isPresent()) {
      client.accept(refusal.get());
    } else if (Approvals.areMeantBy(request)) {
      approvals.respond(request, client, this::answered);
    } else if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      client.accept(
          AdminResponse.refused(405, "wrong_method", "This is read-only. Nothing was changed.")
              .with("Allow: GET, HEAD"));
    } else {
      client.accept(answered(() -> resource(request.path())));
    }
  }

  private Optional<AdminResponse> refusal(HttpRequest request) {
    if (!hosts.accepts(request.host())) {
      return Optional.of(
          AdminResponse.refused(
              421,
              "unknown_host",
              "This server is not known under that name. To serve a name, set http.host to it."));
    }
    if (!request.path().equals(HEALTHY) && !logins.accepts(request)) {
      return Optional.of(
          AdminResponse.refused(
                  401, "login_required", "Use the user and password in http.basic-auth-file.")
              .with("WWW-Authenticate: Basic realm=\"schema-medic\", charset=\"UTF-8\""));
    }
    return request.hasBody()
        ? Optional.of(
            AdminResponse.refused(413, "body", "No request here has a body. Nothing was changed."))
        : Optional.empty();
  }

  private AdminResponse answered(Supplier<AdminResponse> answer) {
    try {
      return answer.get();
    } catch (Throwable e) {
      // No memory included: the threads have to live on, and the client waits.
      errors.accept(e);
      return AdminResponse.refused(
          500,
          "agent_error",
          "The agent could not answer; schema_medic_agent_errors_total counts it.");
    }
  }

  private AdminResponse resource(String path) {
    AdminResponse still = statics.at(path);
    if (still != null) {
      return still;
    }
    switch (path) {
      case HEALTHY:
        return AdminResponse.text("ok\n");
      case "/metrics":
        return AdminResponse.ok(MedicMetrics.CONTENT_TYPE, content.metrics());
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
            .orElseGet(() -> AdminResponse.refused(404, "not_found", "There is nothing here."));
    }
  }

  private Optional<String> draft(String path) {
    return path.startsWith(DRAFTS)
        ? content.draft(path.substring(DRAFTS.length()))
        : Optional.empty();
  }
}

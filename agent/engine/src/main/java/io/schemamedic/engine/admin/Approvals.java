package io.schemamedic.engine.admin;

import io.schemamedic.engine.config.SecretHash;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets whoever has the token approve a plan, one at a time and not on the threads that others wait
 * for. A request names a plan and carries nothing else. Thread-safe.
 */
final class Approvals {
  private static final Pattern PATH = Pattern.compile("/api/plans/([A-Za-z0-9_-]{1,128})/approve");

  /** A browser asks for a password only if it knows the scheme. */
  private static final String CHALLENGE = "WWW-Authenticate: X-Schema-Medic-Token";

  private final AdminContent content;
  private final @Nullable SecretHash token;
  private final WrongSecrets wrong;
  private final Executor thread;

  Approvals(AdminContent content, Optional<SecretHash> token, WrongSecrets wrong, Executor thread) {
    this.content = content;
    this.token = token.orElse(null);
    this.wrong = wrong;
    this.thread = thread;
  }

  /** Whether the request is about approving, whatever else it is. */
  static boolean areMeantBy(HttpRequest request) {
    return PATH.matcher(request.path()).matches();
  }

  /**
   * Answers a request that is meant for approvals, at once or later.
   *
   * @param client takes the one answer, on this or another thread
   * @param answered turns what the content throws into an answer
   */
  void respond(
      HttpRequest request,
      Consumer<AdminResponse> client,
      Function<Supplier<AdminResponse>, AdminResponse> answered) {
    Matcher matcher = PATH.matcher(request.path());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Not about approving");
    }
    AdminResponse refusal = refusal(request);
    if (refusal != null) {
      client.accept(refusal);
      return;
    }
    String id = matcher.group(1);
    String by = ("http " + request.client()).trim();
    try {
      thread.execute(() -> client.accept(answered.apply(() -> response(content.approve(id, by)))));
    } catch (RejectedExecutionException e) {
      client.accept(
          AdminResponse.refused(
              503, "busy", "Another plan is being approved. Try again when it has ended."));
    }
  }

  private @Nullable AdminResponse refusal(HttpRequest request) {
    if (!request.method().equals("POST")) {
      return AdminResponse.refused(405, "wrong_method", "Approve a plan with POST.")
          .with("Allow: POST");
    }
    if (!OriginCheck.accepts(request)) {
      return AdminResponse.refused(
          403, "foreign_origin", "Approve from the agent's own page, or without a page.");
    }
    if (token == null) {
      return AdminResponse.refused(
          403,
          "no_token_configured",
          "This server is read-only. Set http.token-file, or use schema-medic approve.");
    }
    String given = request.header(HttpRequestReader.TOKEN);
    if (given == null || given.isEmpty()) {
      return AdminResponse.refused(
              401, "token_missing", "Send the token in the header X-Schema-Medic-Token.")
          .with(CHALLENGE);
    }
    if (!token.isOf(given)) {
      wrong.refused(request.client());
      return AdminResponse.refused(
              401, "token_wrong", "Use the token in the first line of http.token-file.")
          .with(CHALLENGE);
    }
    return null;
  }

  private static AdminResponse response(ApprovalAnswer answer) {
    return AdminResponse.json(status(answer.outcome()), answer.toJson());
  }

  private static int status(ApprovalAnswer.Outcome outcome) {
    switch (outcome) {
      case REPAIRED:
      case ALREADY_PRESENT:
        return 200;
      case NO_SUCH_PLAN:
        return 404;
      case DECIDED:
        return 409;
      case EXPIRED:
        return 410;
      default:
        return 503;
    }
  }
}

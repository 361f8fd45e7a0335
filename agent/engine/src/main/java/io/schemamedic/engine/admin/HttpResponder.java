package io.schemamedic.engine.admin;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes answers out of requests, on the threads of {@link AdminThreads}. Thread-safe. */
final class HttpResponder {
  private final AdminRouter router;
  private final ExecutorService threads;
  private final ExecutorService approvals;
  private final Consumer<Throwable> errors;

  HttpResponder(
      AdminRouter router,
      ExecutorService threads,
      ExecutorService approvals,
      Consumer<Throwable> errors) {
    this.router = router;
    this.threads = threads;
    this.approvals = approvals;
    this.errors = errors;
  }

  /**
   * Has a request answered on another thread.
   *
   * @param head null if it is too long
   * @param client the address that it came from
   * @param sender takes the one answer
   * @param otherwise runs if there will be none
   * @throws RejectedExecutionException if too many wait
   */
  void respond(@Nullable String head, String client, Consumer<byte[]> sender, Runnable otherwise) {
    execute(() -> answer(head, client, sender, otherwise), otherwise);
  }

  /**
   * Runs this on another thread.
   *
   * @param otherwise runs if it fails
   * @throws RejectedExecutionException if too many wait
   */
  void execute(Runnable work, Runnable otherwise) {
    threads.execute(() -> guarded(work, otherwise));
  }

  void end() {
    threads.shutdownNow();
    approvals.shutdownNow();
  }

  private void answer(
      @Nullable String head, String client, Consumer<byte[]> sender, Runnable otherwise) {
    HttpRequest request = head == null ? null : HttpRequestReader.read(head, client);
    boolean withBody = request == null || !request.method().equals("HEAD");
    Consumer<AdminResponse> receiver = response -> send(response, withBody, sender, otherwise);
    if (head == null) {
      receiver.accept(
          AdminResponse.refused(431, "too_long", "No request here needs so long a head."));
    } else if (request == null) {
      receiver.accept(
          AdminResponse.refused(
              400, "unclear", "This is no HTTP request, or one that could mean two things."));
    } else {
      router.respond(request, receiver);
    }
  }

  private void send(
      AdminResponse response, boolean withBody, Consumer<byte[]> sender, Runnable otherwise) {
    guarded(() -> sender.accept(HttpAnswer.bytes(response, withBody)), otherwise);
  }

  /** No memory included: an end of the thread would be told by the service's own handler. */
  private void guarded(Runnable work, Runnable otherwise) {
    try {
      work.run();
    } catch (Throwable e) {
      otherwise.run();
      errors.accept(e);
    }
  }
}

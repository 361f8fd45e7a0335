package io.schemamedic.servers.quarkus;

import io.schemamedic.servers.notes.Answer;
import io.schemamedic.servers.notes.Notes;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Answers every request, with the pool that Quarkus has made. */
@Singleton
public class NotesRoute {
  private final Notes notes;

  @Inject
  NotesRoute(DataSource pool) {
    notes = Notes.over(pool);
  }

  void addTo(@Observes Router router) {
    router.route().blockingHandler(this::answer);
  }

  private void answer(RoutingContext request) {
    Answer answer = notes.answer(request.normalizedPath());
    request.response().setStatusCode(answer.status()).end(answer.text());
  }
}

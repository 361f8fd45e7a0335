package io.schemamedic.demo.story;

/**
 * A migration was forgotten, and the callers notice nothing.
 *
 * @param why what somebody did
 * @param sql how they did it
 * @param relation what lacks something then
 */
record HealedScene(
    Narrator narrator,
    Performer performer,
    Journey journey,
    String why,
    String sql,
    String relation)
    implements Scene {

  @Override
  public boolean play() throws Exception {
    narrator.change("broken", why, sql);
    Performer.Heard heard = performer.call(journey);
    AgentPages.Incident incident = performer.incident(relation);
    narrator.tell(
        "called", heard.summary() + ", the slowest after " + heard.longestMillis() + " ms");
    narrator.tell(incident.decision(), incident.reason() + ": " + Narrator.oneLine(incident.ddl()));
    narrator.pause();
    return heard.asOfAHealthyService() && incident.decision().equals("healed");
  }
}

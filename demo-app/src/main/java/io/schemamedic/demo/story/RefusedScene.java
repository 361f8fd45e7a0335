package io.schemamedic.demo.story;

/** Somebody renames a column: the agent must not add the old one beside it, and says so. */
record RefusedScene(Narrator narrator, Performer performer) implements Scene {
  private static final String RELATION = "owned.conversations";

  @Override
  public boolean play() throws Exception {
    narrator.change(
        "renamed",
        "somebody renames a column that the service uses",
        "ALTER TABLE owned.conversations RENAME COLUMN updated_at TO changed_at");
    Performer.Heard heard = performer.call(Journey.OWNED);
    AgentPages.Incident incident = performer.incident(RELATION);
    narrator.tell("called", heard.summary());
    narrator.tell(incident.decision(), incident.reason() + ": " + incident.advice());
    narrator.pause();
    narrator.change(
        "mended",
        "somebody has read that, and takes it back",
        "ALTER TABLE owned.conversations RENAME COLUMN changed_at TO updated_at");
    Performer.Heard after = performer.call(Journey.OWNED);
    narrator.tell("called", after.summary());
    narrator.pause();
    return !heard.asOfAHealthyService()
        && incident.decision().equals("refused")
        && incident.reason().equals("likely_rename")
        && after.asOfAHealthyService();
  }
}

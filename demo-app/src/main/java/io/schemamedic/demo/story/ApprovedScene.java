package io.schemamedic.demo.story;

/** A migration was forgotten, the agent may only propose, and somebody approves its plan. */
record ApprovedScene(Narrator narrator, Performer performer, PlanDesk desk) implements Scene {
  private static final String RELATION = "public.messages";

  @Override
  public boolean play() throws Exception {
    narrator.change(
        "broken",
        "a migration was forgotten, and this service may not repair",
        "ALTER TABLE public.messages DROP COLUMN selected_text");
    Performer.Heard heard = performer.call(Journey.CHATKIT);
    AgentPages.Incident incident = performer.incident(RELATION);
    narrator.tell("called", heard.summary());
    narrator.tell(incident.decision(), incident.reason() + ": " + Narrator.oneLine(incident.ddl()));
    narrator.pause();
    String answer = desk.approve(RELATION);
    narrator.tell("approved", answer);
    Performer.Heard after = performer.call(Journey.CHATKIT);
    narrator.tell("called", after.summary());
    narrator.pause();
    return !heard.asOfAHealthyService()
        && incident.decision().equals("proposed")
        && after.asOfAHealthyService();
  }
}

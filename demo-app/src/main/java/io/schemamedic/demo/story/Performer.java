package io.schemamedic.demo.story;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A backend of the show and its agent. */
record Performer(AgentSetup agent, AppProcess app) {
  private static final int CALLERS = 6;

  /** What callers of one journey heard, step by step. */
  record Heard(boolean asOfAHealthyService, String summary, long longestMillis) {}

  /** Sends callers, all at once. */
  Heard call(Journey journey) throws Exception {
    List<List<Answer>> callers = Crowd.send(CALLERS, journey.steps(), List.of(app.backend()));
    boolean healthy = true;
    long longest = 0;
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < journey.steps().size(); i++) {
      int step = i;
      List<Answer> answers = callers.stream().map(caller -> caller.get(step)).toList();
      int wanted = journey.steps().get(step).status();
      healthy &= answers.stream().allMatch(answer -> answer.status() == wanted);
      longest =
          Math.max(
              longest,
              answers.stream().mapToLong(answer -> answer.took().toMillis()).max().orElse(0));
      steps.add(
          answers.stream()
              .map(answer -> Integer.toString(answer.status()))
              .distinct()
              .sorted()
              .collect(Collectors.joining(" and ")));
    }
    return new Heard(
        healthy,
        CALLERS + " callers of " + journey.title() + " heard HTTP " + String.join(", ", steps),
        longest);
  }

  /** What the agent tells of a relation; all is empty if it tells nothing. */
  AgentPages.Incident incident(String relation) throws Exception {
    return AgentPages.read(List.of(agent))
        .latest(relation)
        .orElse(new AgentPages.Incident("", "", "", List.of()));
  }
}

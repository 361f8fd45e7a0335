package io.schemamedic.dist.scenario;

import io.schemamedic.dist.program.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A service at work in a database with a gap. The agent's part is told by what an operator would
 * have to do by hand for the same effect: a scenario in which nobody does anything by hand is one
 * in which the agent must not be noticed. Filled by one thread.
 */
final class Scenario {
  private final String name;
  private final List<String> given = new ArrayList<>();
  private final List<String> givenBySuperuser = new ArrayList<>();
  private final List<Act> acts = new ArrayList<>();
  private final SortedMap<String, Integer> decisions = new TreeMap<>();
  private final SortedMap<String, Integer> agentErrors = new TreeMap<>();
  private String role = Roles.OWNER;
  private boolean triesDdl;
  private boolean asksNothing;

  private Scenario(String name) {
    this.name = name;
  }

  /** One thing that happens. */
  sealed interface Act {}

  /** The service does something. */
  record ByService(Step step) implements Act {}

  /** What the agent is expected to do; without the agent, the owner does it. */
  record ByHand(String ddl) implements Act {}

  /** Something that the superuser does, with and without the agent. */
  record Meanwhile(String sql) implements Act {}

  /** Something that the owner does in a session of its own, whose transaction stays open. */
  record Elsewhere(String sql) implements Act {}

  static Scenario of(String name) {
    return new Scenario(name);
  }

  /** What the database's owner has done before. */
  Scenario given(String... scripts) {
    given.addAll(Arrays.asList(scripts));
    return this;
  }

  /** What the superuser does last before the service connects. */
  Scenario givenBySuperuser(String... scripts) {
    givenBySuperuser.addAll(Arrays.asList(scripts));
    return this;
  }

  /** The role of the service, if it is not the owner. */
  Scenario as(String serviceRole) {
    role = serviceRole;
    return this;
  }

  Scenario calls(Step... steps) {
    for (Step step : steps) {
      acts.add(new ByService(step));
    }
    return this;
  }

  Scenario byHand(String... ddl) {
    for (String one : ddl) {
      acts.add(new ByHand(one));
      triesDdl = true;
    }
    return this;
  }

  Scenario meanwhile(String... scripts) {
    for (String script : scripts) {
      acts.add(new Meanwhile(script));
    }
    return this;
  }

  Scenario elsewhere(String... scripts) {
    for (String script : scripts) {
      acts.add(new Elsewhere(script));
    }
    return this;
  }

  /** One more decision of this kind is counted. */
  Scenario decides(String decision, String reason) {
    decisions.merge(decision + "/" + reason, 1, Integer::sum);
    return this;
  }

  /** One more error of the agent itself is counted. */
  Scenario agentFails(String where) {
    agentErrors.merge(where, 1, Integer::sum);
    return this;
  }

  /** The server gets DDL from the agent, although nothing of it stays. */
  Scenario triesDdl() {
    triesDdl = true;
    return this;
  }

  /** The agent sends nothing at all. */
  Scenario asksNothing() {
    asksNothing = true;
    return this;
  }

  List<String> given() {
    return given;
  }

  List<String> givenBySuperuser() {
    return givenBySuperuser;
  }

  List<Act> acts() {
    return acts;
  }

  /** As {@code decision/reason} to how often. */
  SortedMap<String, Integer> decisions() {
    return decisions;
  }

  /** By {@code where}. */
  SortedMap<String, Integer> agentErrors() {
    return agentErrors;
  }

  /** Equal for two scenarios that are the same without the agent, who alone sees properties. */
  String content() {
    List<Act> seen = new ArrayList<>(acts);
    seen.removeIf(act -> act instanceof ByService call && call.step().verb() == Step.Verb.PROPERTY);
    return String.join("\n", role, given.toString(), givenBySuperuser.toString(), seen.toString());
  }

  String role() {
    return role;
  }

  boolean isTryingDdl() {
    return triesDdl;
  }

  boolean isAskingNothing() {
    return asksNothing;
  }

  @Override
  public String toString() {
    return name;
  }
}

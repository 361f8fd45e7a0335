package io.schemamedic.engine.guard;

/** One reason not to run a plan. A pure function. */
interface GuardRule {

  GuardDecision check(GuardInput input);
}

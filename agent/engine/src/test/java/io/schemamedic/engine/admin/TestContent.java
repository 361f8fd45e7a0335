package io.schemamedic.engine.admin;

import java.util.Optional;

/** Says little, and approves everything. */
class TestContent implements AdminContent {
  @Override
  public String metrics() {
    return "up 1\n";
  }

  @Override
  public String status() {
    return "{\"mode\":\"propose\"}";
  }

  @Override
  public String incidents() {
    return "{\"incidents\":[]}";
  }

  @Override
  public String drift() {
    return "{\"drift\":[]}";
  }

  @Override
  public String plans() {
    return "{\"plans\":[]}";
  }

  @Override
  public String repairs() {
    return "{\"repairs\":[]}";
  }

  @Override
  public Optional<String> draft(String name) {
    return name.equals("V1__x.sql") ? Optional.of("-- <b>") : Optional.empty();
  }

  @Override
  public ApprovalAnswer approve(String planId, String by) {
    return ApprovalAnswer.of(
        ApprovalAnswer.Outcome.REPAIRED, "repaired", "repaired", planId + " by " + by, "Land it.");
  }
}

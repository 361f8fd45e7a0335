package io.schemamedic.demo.app.vet;

import java.util.List;

/**
 * What the assistant says to a question.
 *
 * @param confidence from 0 to 1
 */
record Opinion(
    String answer, String specialist, double confidence, List<String> citations, Vote council) {

  /**
   * What the council says to the answer.
   *
   * @param vote {@code agree} or {@code abstain}
   * @param confidence from 0 to 1
   */
  record Vote(String specialist, String vote, double confidence, String reasoning) {}
}

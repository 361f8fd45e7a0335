package io.schemamedic.engine.admin;

import java.util.Optional;

/**
 * What is served, asked for at each request, on threads of the server. Implementations are
 * thread-safe and fast: no SQL but for {@link #approve}. What they throw is answered with status
 * 500 and reported.
 */
public interface AdminContent {

  /** Text format of Prometheus, version 0.0.4. */
  String metrics();

  /** Mode, version, kill switch and databases as JSON. */
  String status();

  /** Recent incidents as JSON. */
  String incidents();

  /** What the declared schema has and databases lack, as JSON. */
  String drift();

  /** Plans that were made, as JSON. */
  String plans();

  /** What was run and what became of it, as JSON. */
  String repairs();

  /**
   * The text of a migration draft that this process wrote.
   *
   * @param name as a client sent it: to be looked up among the names that were given, never to be
   *     made a path of
   */
  Optional<String> draft(String name);

  /**
   * Runs the plan that waits under this name, if it still may be run, and waits for its end, which
   * is bounded. Called by one thread at a time.
   *
   * @param planId as a client sent it
   * @param by the way on which the approval came, for the records: {@code http} and the client's
   *     address, if it is known
   */
  ApprovalAnswer approve(String planId, String by);
}

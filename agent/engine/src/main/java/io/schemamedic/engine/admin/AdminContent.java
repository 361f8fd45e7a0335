package io.schemamedic.engine.admin;

/**
 * What is served, asked for at each request, on threads of the server. Implementations are
 * thread-safe and fast: no SQL. What they throw is answered with status 500 and reported.
 */
public interface AdminContent {

  /** Text format of Prometheus, version 0.0.4. */
  String metrics();

  /** Recent incidents as JSON. */
  String incidents();

  /** What the declared schema has and databases lack, as JSON. */
  String drift();

  /** Plans that were made, as JSON. */
  String plans();

  /** What the status page shows. */
  StatusPage statusPage();
}

package io.schemamedic.demo.story;

import java.util.Map;

/**
 * One call of a caller's way through a system.
 *
 * @param title method and path as a reader knows them
 * @param status what a healthy service answers
 */
record Step(String title, int status, Call call) {

  /** Sends the request. */
  @FunctionalInterface
  interface Call {
    /**
     * @param known the ids that earlier steps of the same caller brought, for reading and for
     *     adding to
     */
    Answer send(Backend backend, Map<String, String> known) throws Exception;
  }
}

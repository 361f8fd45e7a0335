package io.schemamedic.demo.story;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * What the backend answered to one call.
 *
 * @param body the JSON; missing (see {@link JsonNode#isMissingNode}) when the body was empty
 * @param took from sending the request to having the whole answer
 */
public record Answer(int status, JsonNode body, Duration took) {

  /** The text of a field, or an empty text if there is none. */
  public String text(String field) {
    return body.path(field).asString("");
  }

  @Override
  public String toString() {
    return "HTTP " + status + (body.isMissingNode() ? "" : " " + body);
  }
}

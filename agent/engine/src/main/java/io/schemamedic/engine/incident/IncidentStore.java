package io.schemamedic.engine.incident;

import io.schemamedic.engine.json.JsonWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The incidents last seen, like ones together. Holds at most {@value #CAPACITY}, however many calls
 * fail. Thread-safe.
 */
public final class IncidentStore {
  /** What a person can look through; more belongs into the audit file. */
  static final int CAPACITY = 200;

  /** In the order in which they were last seen. */
  private final Map<String, Incident> incidents =
      new LinkedHashMap<String, Incident>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Incident> eldest) {
          return size() > CAPACITY;
        }
      };

  /**
   * Adds an occurrence.
   *
   * @return the incident that it belongs to, as it is now
   */
  public synchronized Incident record(Incident occurrence) {
    Incident known = incidents.get(occurrence.key());
    Incident now = known == null ? occurrence : known.again(occurrence);
    incidents.put(occurrence.key(), now);
    return now;
  }

  /** Whether nothing like it is held. */
  public synchronized boolean isNew(Incident occurrence) {
    return !incidents.containsKey(occurrence.key());
  }

  /** What is held now, last seen first. */
  public synchronized List<Incident> recent() {
    List<Incident> recent = new ArrayList<>(incidents.values());
    Collections.reverse(recent);
    return Collections.unmodifiableList(recent);
  }

  /** {@link #recent} as {@code {"incidents":[...]}}. */
  public String toJson() {
    JsonWriter json = new JsonWriter().beginObject();
    writeTo(json, CAPACITY);
    return json.endObject().toString();
  }

  /** Those last seen, as a field {@code incidents}. */
  public void writeTo(JsonWriter json, int most) {
    json.beginArray("incidents");
    recent().stream().limit(most).forEach(incident -> incident.writeTo(json));
    json.endArray();
  }
}

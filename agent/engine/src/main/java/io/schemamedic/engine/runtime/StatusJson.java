package io.schemamedic.engine.runtime;

import io.schemamedic.engine.audit.ProcessName;
import io.schemamedic.engine.config.Configuration;
import io.schemamedic.engine.guard.Breaker;
import io.schemamedic.engine.json.JsonWriter;
import java.io.File;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the agent is set to do and how it fares, as {@code /api/status}. Thread-safe; no SQL. */
final class StatusJson {
  private final String version;
  private final Configuration configuration;
  private final Healing healing;
  private final Databases databases;
  private final AgentErrors errors;
  private final String process = ProcessName.current(System.getenv());
  private final Instant started;

  StatusJson(
      String version,
      Configuration configuration,
      Healing healing,
      Databases databases,
      AgentErrors errors) {
    this.version = version;
    this.configuration = configuration;
    this.healing = healing;
    this.databases = databases;
    this.errors = errors;
    this.started = healing.clock().now();
  }

  String text() {
    boolean known = !healing.declared().tables().isEmpty();
    File migrations = configuration.migrationsDirectory().orElse(null);
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .field("version", version)
            .field("mode", healing.modeInForce().code());
    String pid = process.substring(0, process.indexOf('@'));
    if (pid.matches("[0-9]{1,18}")) {
      json.field("pid", Long.parseLong(pid));
    }
    json.field("process", process)
        .field("started", started.toString())
        .field("now", healing.clock().now().toString())
        .beginObject("killSwitch")
        .field("on", healing.killSwitch().isOn());
    KnownPlan.texts(json, "by", healing.killSwitch().reasons());
    json.endObject()
        .beginObject("declared")
        .field("known", known)
        .field("tables", healing.declared().tables().size())
        .endObject()
        .beginObject("approval")
        .field("http", configuration.http().token().isPresent())
        .field("validForSeconds", configuration.approvalValidFor().getSeconds())
        .endObject()
        .beginArray("databases");
    breakers().forEach((name, breaker) -> write(json, name, breaker));
    return json.endArray()
        .field("agentErrors", errors.count())
        .field("migrationsDir", migrations == null ? null : migrations.getPath())
        .endObject()
        .toString();
  }

  private void write(JsonWriter json, String name, Breaker.State breaker) {
    Boolean up = healing.records().tally().isUp(name);
    json.beginObject().field("database", name);
    if (up != null) {
      json.field("up", up.booleanValue());
    }
    json.field("breaker", breaker.code()).endObject();
  }

  /** Several pools of one database are shown as one, with the breaker that stops most. */
  private Map<String, Breaker.State> breakers() {
    long now = healing.clock().nanos();
    Map<String, Breaker.State> breakers = new LinkedHashMap<>();
    for (MonitoredDatabase database : databases.all()) {
      breakers.merge(
          database.label(), database.memory().breakerState(now), Breaker.State::stricter);
    }
    return breakers;
  }
}

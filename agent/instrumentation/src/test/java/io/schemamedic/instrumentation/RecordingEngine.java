package io.schemamedic.instrumentation;

import io.schemamedic.entry.Engine;
import io.schemamedic.entry.FailedCall;
import io.schemamedic.entry.Gate;
import io.schemamedic.entry.Gatekeeper;
import io.schemamedic.entry.HibernateMapping;
import io.schemamedic.entry.OtherDriver;
import io.schemamedic.entry.WovenCalls;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;

/** Remembers what the gate says and answers as the test wants. */
final class RecordingEngine implements Engine {
  final List<FailedCall> failures = new ArrayList<>();
  final List<SQLException> otherFailures = new ArrayList<>();
  final List<Object> repeated = new ArrayList<>();
  final List<String> connected = new ArrayList<>();
  final List<Boolean> mapped = new ArrayList<>();
  final List<Connection> handedOut = new ArrayList<>();
  final List<Throwable> agentErrors = new ArrayList<>();
  Function<FailedCall, Object> answer = call -> null;

  void openGate() {
    Gatekeeper.open(this);
    Gate.open(new WovenCalls());
  }

  static void closeGate() {
    Gate.open(null);
    Gatekeeper.open(null);
  }

  @Override
  public Object failed(FailedCall call) {
    failures.add(call);
    return answer.apply(call);
  }

  @Override
  public void repeated(Object previous) {
    repeated.add(previous);
  }

  @Override
  public void otherDriverFailed(OtherDriver driver, SQLException thrown) {
    otherFailures.add(thrown);
  }

  @Override
  public void connected(String url, Properties properties, Connection connection) {
    connected.add(url);
  }

  @Override
  public void mapped(HibernateMapping mapping, boolean over) {
    mapped.add(over);
  }

  @Override
  public void handOut(Connection connection) {
    handedOut.add(connection);
  }

  @Override
  public void agentError(String where, Throwable error) {
    agentErrors.add(error);
  }

  @Override
  public String report(boolean asJson) {
    return "mode=observe\n\nnothing";
  }

  @Override
  public String approve(String planId) {
    return "outcome=refused\n\n" + planId;
  }

  @Override
  public String plans(String planId) {
    return "count=0\n\n" + planId;
  }

  @Override
  public List<String> stoppedBy() {
    return List.of();
  }

  @Override
  public List<String> awaitQuiet() {
    return List.of();
  }

  @Override
  public void close() {}
}

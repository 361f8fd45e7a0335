package io.schemamedic.entry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Remembers what it is told and answers as the test wants. */
class FakeEngine implements Engine {
  final List<FailedCall> failures = new ArrayList<>();
  final List<OtherDriver> otherFailures = new ArrayList<>();
  final List<Object> repeated = new ArrayList<>();
  final List<String> connected = new ArrayList<>();
  final List<Boolean> mapped = new ArrayList<>();
  final List<Connection> handedOut = new ArrayList<>();
  final List<Throwable> agentErrors = new ArrayList<>();
  Function<FailedCall, @Nullable Object> answer = call -> null;

  @Override
  public @Nullable Object failed(FailedCall call) {
    failures.add(call);
    return answer.apply(call);
  }

  @Override
  public void repeated(Object previous) {
    repeated.add(previous);
  }

  @Override
  public void otherDriverFailed(OtherDriver driver, SQLException thrown) {
    otherFailures.add(driver);
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

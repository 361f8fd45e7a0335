package io.schemamedic.entry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the gate needs from the engine, in types that both sides of the class loader border share.
 * Called on the service's threads. No method throws: the implementation catches, and counts what it
 * caught.
 */
public interface Engine {

  /**
   * A call of the driver has thrown.
   *
   * @param call the call and what it threw
   * @return null if the exception of the first attempt has to reach the caller; the very object
   *     {@link FailedCall#thrown()} of a repeated attempt if that one has to, because it leaves
   *     open whether the repetition had its effect; otherwise the driver's method is to be repeated
   *     once, and this opaque value is to be handed back as {@link FailedCall#previous()} or to
   *     {@link #repeated}
   */
  @Nullable Object failed(FailedCall call);

  /**
   * A repeated call has returned normally: the call was healed.
   *
   * @param previous what {@link #failed} returned for it
   */
  void repeated(Object previous);

  /**
   * A call of another driver than PostgreSQL's has thrown. Its caller gets the exception in any
   * case.
   */
  void otherDriverFailed(OtherDriver driver, SQLException thrown);

  /**
   * The driver has opened a connection for the service. Does not block. May be told twice.
   *
   * @param url the URL asked for; may contain a password
   * @param properties the properties asked for, as the caller's own object: to be copied, not kept
   * @param connection what the driver returned
   */
  void connected(String url, Properties properties, Connection connection);

  /**
   * Hibernate builds a session factory. Told twice, before and after its schema tooling has done
   * its part.
   *
   * @param over whether it has done its part
   */
  void mapped(HibernateMapping mapping, boolean over);

  /**
   * A connection that was told by {@link #connected} is about to be handed to the service, on this
   * thread. Blocks, bounded, if the owner wants the first check of a database to be over before.
   */
  void handOut(Connection connection);

  /**
   * Something outside the engine went wrong inside the agent.
   *
   * @param where the step, one of a fixed set such as {@code gate} or {@code weave}
   */
  void agentError(String where, Throwable error);

  /**
   * What the agent does and has seen, for whoever asks by the command line: lines {@code
   * key=value}, an empty line, then a text. Holds no bound value, no literal and no secret.
   *
   * @param asJson whether the text is one JSON object
   */
  String report(boolean asJson);

  /**
   * Somebody approves a plan by the command line. Blocks for some seconds at most; what has begun
   * by then goes on.
   *
   * @param planId the id of a plan that waits, or the beginning of only one; as it came
   * @return as {@link #report}, with what came of it as {@code outcome}, {@code reason}, {@code
   *     detail} and {@code advice}
   */
  String approve(String planId);

  /**
   * What became of a plan, in the same form.
   *
   * @param planId as for {@link #approve}; empty to list all that wait
   */
  String plans(String planId);

  /** Who keeps anything from being repaired or repeated, in words; empty if nobody does. */
  List<String> stoppedBy();

  /**
   * After {@link StopOrder} was given, waits until nothing that was permitted before is under way,
   * less than a second.
   *
   * @return what still is, in words; empty if nothing
   */
  List<String> awaitQuiet();

  /** Ends threads, connections and the HTTP server. Does nothing the second time. */
  void close();
}

package io.schemamedic.cli.attach;

import io.schemamedic.cli.jvm.FoundAgent;
import io.schemamedic.cli.jvm.JvmProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether this agent is in a JVM, which, and how it came. Found without loading anything there. */
public final class Presence {
  /** How an agent has come into a JVM. */
  public enum How {
    /** By {@code -javaagent}. It may have been detached since; only it can tell. */
    AT_START,
    /** By an attach, and it has not been detached. */
    ATTACHED,
    /** It is not there. */
    NOT,
    /** We may not see. */
    UNKNOWN
  }

  private final How how;
  private final String version;
  private final String jar;

  private Presence(How how, String version, String jar) {
    this.how = how;
    this.version = version;
    this.jar = jar;
  }

  /**
   * Looks at files first. A JVM is asked for its properties only if it has a jar of ours open and
   * somebody has attached before: then asking it leaves nothing that was not there. Where the trace
   * of that is gone, as the system cleans up its temporary files, and the jar did not come at the
   * start, only asking is left.
   *
   * @param mayAsk whether a JVM of which files tell nothing may be asked as well
   * @throws AttachFailure if it has to be asked, and cannot
   */
  public static Presence in(JvmProcess process, Duration longest, boolean mayAsk)
      throws AttachFailure {
    List<FoundAgent> open = process.openAgents();
    List<FoundAgent> atStart = process.agentsAtStart();
    boolean mayHaveMarker =
        open == null
            ? mayAsk
            : !open.isEmpty() && (process.isListening() || (mayAsk && atStart.isEmpty()));
    Optional<Marker> marker = mayHaveMarker ? marker(process, longest) : Optional.<Marker>empty();
    if (marker.isPresent()) {
      return new Presence(How.ATTACHED, marker.get().version(), marker.get().jar());
    }
    if (!atStart.isEmpty()) {
      return new Presence(How.AT_START, atStart.get(0).version(), atStart.get(0).jar());
    }
    return new Presence(open == null && !mayAsk ? How.UNKNOWN : How.NOT, "", "");
  }

  private static Optional<Marker> marker(JvmProcess process, Duration longest)
      throws AttachFailure {
    AttachFailure obstacle = Obstacles.to(process);
    if (obstacle != null) {
      throw obstacle;
    }
    return new Conversation(process.pid(), longest).hold(jvm -> Marker.in(jvm.systemProperties()));
  }

  public How how() {
    return how;
  }

  public boolean isThere() {
    return how == How.AT_START || how == How.ATTACHED;
  }

  /** Empty if not there. */
  public String version() {
    return version;
  }

  /** The jar it came from, as the JVM names it; empty if not there. */
  public String jar() {
    return jar;
  }
}

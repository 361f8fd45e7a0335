package io.schemamedic.cli.attach;

import io.schemamedic.cli.ExitCode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What is said to one JVM, in bounded time: a JVM that is frozen keeps whoever asks it waiting for
 * ever, and cannot be told to stop.
 */
public final class Conversation {
  private final long pid;
  private final Duration longest;

  /**
   * @param longest how long all of it may take
   */
  public Conversation(long pid, Duration longest) {
    this.pid = pid;
    this.longest = longest;
  }

  /** What is said. */
  interface Talk<T> {
    T with(AttachedJvm jvm) throws Exception;
  }

  /**
   * Attaches, talks, and lets go.
   *
   * @throws AttachFailure if that was not possible, or took too long
   */
  <T> T hold(Talk<T> talk) throws AttachFailure {
    AttachApi api = AttachApi.find();
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              try (AttachedJvm jvm = api.attach(pid)) {
                return talk.with(jvm);
              }
            });
    Thread worker = new Thread(task, "schema-medic attach");
    worker.setDaemon(true);
    worker.start();
    try {
      return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw tooSlow(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw tooSlow(e);
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  private AttachFailure tooSlow(Exception error) {
    return new AttachFailure(
        ExitCode.REFUSED,
        "process "
            + pid
            + " did not answer within "
            + longest.toMillis() / 1000
            + "s; it may be frozen (a stopped container, a debugger, a long pause), or have no free"
            + " processor. What was asked of it may still happen once it goes on: ask 'status "
            + pid
            + "' then",
        error);
  }

  /** In the words of an operator. The JDK's own message is told as well, for those who search. */
  private AttachFailure failure(Throwable error) {
    if (error instanceof AttachFailure) {
      return (AttachFailure) error;
    }
    if (error instanceof Error) {
      throw (Error) error;
    }
    String type = error.getClass().getSimpleName();
    String told = String.valueOf(error.getMessage());
    String because = " (" + type + ": " + told + ")";
    if (told.contains("Operation not permitted") || told.contains("not secure")) {
      return new AttachFailure(
          ExitCode.PERMISSION,
          "process " + pid + " belongs to another user, who alone may attach" + because,
          error);
    }
    if (told.contains("No such process")) {
      return new AttachFailure(ExitCode.NO_PROCESS, "there is no process " + pid, error);
    }
    if (type.equals("AgentLoadException")) {
      return new AttachFailure(ExitCode.REFUSED, notLoaded(told) + because, error);
    }
    if (type.equals("AgentInitializationException")) {
      return new AttachFailure(
          ExitCode.INACTIVE,
          "the JVM has loaded the jar and could not start the agent in it; it needs Java 8u40 or"
              + " newer"
              + because,
          error);
    }
    if (type.equals("AttachNotSupportedException")) {
      return new AttachFailure(
          ExitCode.REFUSED,
          "process "
              + pid
              + " does not let anybody in: its JVM does not answer, is of another maker, or its"
              + " socket below /tmp was removed"
              + because,
          error);
    }
    if (error instanceof IOException) {
      return new AttachFailure(
          ExitCode.REFUSED,
          "process " + pid + " ended the conversation; it may be ending itself" + because,
          error);
    }
    throw new IllegalStateException("Attaching failed", error);
  }

  private static String notLoaded(String told) {
    if (told.contains("not enabled")) {
      return "the JVM loads no agent while it runs: it was started with"
          + " -XX:-EnableDynamicAgentLoading; start it again without that, or with"
          + " -javaagent:schema-medic.jar";
    }
    return "the JVM did not load the jar; it has to be readable for the JVM's user, and the JVM"
        + " needs the module java.instrument";
  }
}

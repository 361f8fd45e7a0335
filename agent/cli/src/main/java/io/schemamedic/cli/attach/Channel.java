package io.schemamedic.cli.attach;

import io.schemamedic.cli.ExitCode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks the agent in one JVM. The question travels as the text of an attach, the answer as a system
 * property with a random name, since that is what works with every JVM, in containers and on
 * read-only disks; it is taken away as soon as it was read.
 */
public final class Channel {
  private static final String PROTOCOL = "schema-medic/1 ";
  private static final String REPLY = "io.schemamedic.reply.";

  /** What JVMs before 24 take of jar and text together. */
  private static final int LONGEST_BYTES = 1024;

  private final Conversation conversation;
  private final String jar;

  /**
   * @param jar the one that is loaded for it, as the JVM names it
   */
  public Channel(Conversation conversation, String jar) {
    this.conversation = conversation;
    this.jar = jar;
  }

  /**
   * Sends one request and waits for what the agent says.
   *
   * @param command such as {@code status}
   * @param rest what belongs to it
   * @throws AttachFailure if there was no answer
   */
  public Reply ask(String command, String rest) throws AttachFailure {
    String nonce = nonce();
    String text = request(command, nonce, rest);
    AtomicReference<@Nullable String> answered = new AtomicReference<>();
    try {
      return conversation.hold(
          jvm -> {
            Exception failed = load(jvm, text);
            String answer = jvm.systemProperties().getProperty(REPLY + nonce);
            if (answer == null) {
              throw failed == null ? noAnswer() : failed;
            }
            answered.set(answer);
            load(jvm, request("forget", nonce, ""));
            return Reply.parse(answer);
          });
    } catch (AttachFailure e) {
      String answer = answered.get();
      if (answer == null) {
        throw e;
      }
      // Only the taking away of the reply failed, and the next command takes it away.
      return Reply.parse(answer);
    }
  }

  /**
   * A JDK and a JVM of different versions may misunderstand how the other tells success. The answer
   * decides; so what was thrown is kept until it is known that there is none.
   */
  private @Nullable Exception load(AttachedJvm jvm, String text) throws Exception {
    try {
      jvm.loadAgent(jar, text);
      return null;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      return e;
    }
  }

  private AttachFailure noAnswer() {
    return new AttachFailure(
        ExitCode.INACTIVE,
        "the JVM has loaded the jar, and no agent answered; stderr of the service says why");
  }

  private String request(String command, String nonce, String rest) {
    return PROTOCOL + command + " " + nonce + " " + jar + "|" + rest;
  }

  /** Whether a request of this length reaches every JVM. */
  public boolean fits(String command, String rest) {
    String whole = jar + "=" + request(command, nonce(), rest);
    return whole.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES;
  }

  private static String nonce() {
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    StringBuilder hex = new StringBuilder();
    for (byte each : random) {
      hex.append(String.format("%02x", each));
    }
    return hex.toString();
  }
}

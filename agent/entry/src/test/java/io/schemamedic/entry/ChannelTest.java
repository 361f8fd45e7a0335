package io.schemamedic.entry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {
  private static final String NONCE = "0123456789abcdef";
  private static final String REPLY = "io.schemamedic.reply." + NONCE;

  private final Channel channel = new Channel(new DriverTransformer(null), "attach", 0);

  @BeforeEach
  @AfterEach
  void clear() {
    StopOrder.takeBack();
    System.clearProperty(REPLY);
  }

  private String ask(String text) {
    channel.answer(requireNonNull(ChannelRequest.parse(text)));
    return System.getProperty(REPLY, "none");
  }

  private String ask(String command, String rest) {
    return ask("schema-medic/1 " + command + " " + NONCE + " /opt/a jar.jar|" + rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schema-medic/",
        "schema-medic/1",
        "schema-medic/1 status",
        "schema-medic/1 status short",
        "schema-medic/1 status 0123456789abcdeg x",
        "schema-medic/1  status 0123456789abcdef"
      })
  void whatCannotBeAnsweredIsNoRequest(String text) {
    assertThat(ChannelRequest.isOne(text)).isTrue();
    assertThat(ChannelRequest.parse(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mode=repair", "detach", "/etc/schema-medic.properties"})
  void optionsAreNoRequest(String text) {
    assertThat(ChannelRequest.isOne(text)).isFalse();
  }

  @Test
  void optionsBeginBehindTheJar() {
    ChannelRequest request =
        requireNonNull(
            ChannelRequest.parse(
                "schema-medic/1 attach " + NONCE + " /opt/a jar.jar|allow=a|b;c=d e"));

    assertThat(request.command()).isEqualTo("attach");
    assertThat(request.options()).isEqualTo("allow=a|b;c=d e");
  }

  @Test
  void statusBeforeAnyDriverIsWaiting() {
    assertThat(ask("status", "text"))
        .startsWith("schema-medic/1 waiting\n")
        .contains("\nhow=attach\n", "\nsince=1970-01-01T00:00:00Z\n");
  }

  @Test
  void nothingIsApprovedBeforeTheEngineIsThere() {
    assertThat(ask("approve", "d5a7b28056b21456")).startsWith("schema-medic/1 waiting\n");
    assertThat(ask("plans", "")).startsWith("schema-medic/1 waiting\n");
  }

  @Test
  void offAndOnHoldBeforeTheEngineIsThere() {
    assertThat(ask("off", "")).startsWith("schema-medic/1 off\n");
    assertThat(StopOrder.isGiven()).isTrue();
    assertThat(ask("on", "")).startsWith("schema-medic/1 on\n");
    assertThat(StopOrder.isGiven()).isFalse();
  }

  @Test
  void otherVersionsAndCommandsAreAnsweredAndDoNothing() {
    assertThat(ask("schema-medic/2 off " + NONCE + " x|")).startsWith("schema-medic/1 unsupported");
    assertThat(ask("explode", "")).startsWith("schema-medic/1 unsupported");
    assertThat(StopOrder.isGiven()).isFalse();
  }

  @Test
  void forgetTakesTheReplyAway() {
    ask("status", "text");

    assertThat(ask("forget", "")).isEqualTo("none");
  }

  @Test
  void repliesThatNobodyHasReadGoWithTheNext() {
    String old = "io.schemamedic.reply.00000000";
    System.setProperty(old, "schema-medic/1 active\nat=1\n\n");

    ask("status", "text");

    assertThat(System.getProperty(old)).isNull();
  }

  @Test
  void problemsStayOneLineEach() {
    new ChannelReply("inactive").withProblems(List.of("a\nmode=repair")).publish(NONCE);

    assertThat(System.getProperty(REPLY)).contains("\nproblem=a mode=repair\n");
  }
}

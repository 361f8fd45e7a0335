package io.schemamedic.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplyTest {

  @Test
  void headAndTextAreToldApart() {
    Reply reply =
        Reply.parse("schema-medic/1 active\nmode=repair\nproblem=a=b\nproblem=c\n\nmode=x\n\nend");

    assertThat(reply.result()).isEqualTo("active");
    assertThat(reply.field("mode")).isEqualTo("repair");
    assertThat(reply.field("absent")).isEmpty();
    assertThat(reply.problems()).containsExactly("a=b", "c");
    assertThat(reply.body()).isEqualTo("mode=x\n\nend");
  }

  @Test
  void whatIsNoReplyHasNoResult() {
    assertThat(Reply.parse("").result()).isEmpty();
    assertThat(Reply.parse("something else\nwithout sense").field("without sense")).isEmpty();
  }
}

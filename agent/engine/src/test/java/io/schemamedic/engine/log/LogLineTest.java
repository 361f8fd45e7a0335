package io.schemamedic.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLineTest {

  @Test
  void fieldsFollowTheConstantText() {
    String line =
        LogLine.of("repaired")
            .field("relation", "public.orders")
            .field("delayMillis", 12)
            .toString();

    assertThat(line).isEqualTo("[schema-medic] repaired relation=\"public.orders\" delayMillis=12");
  }

  @Test
  void absentFieldsAreLeftOut() {
    assertThat(LogLine.of("x").field("a", null).field("b", "").toString())
        .isEqualTo("[schema-medic] x");
  }

  @Test
  void hostileValueStaysOnOneLineOfPrintableCharacters() {
    String hostile = "a\"b\\c\nd\re\tf\u001b[2Jg\u2028h\u202ei\u0000j\u0085k\ud800l";

    String quoted = LogLine.quoted(hostile);

    assertThat(quoted)
        .isEqualTo(
            "\"a\\\"b\\\\c\\nd\\re\\tf\\u{1b}[2Jg\\u{2028}h\\u{202e}i\\u{0}j\\u{85}k\\u{d800}l\"");
  }

  @Test
  void lettersOfAllScriptsStay() {
    assertThat(LogLine.quoted("straße 表 😀")).isEqualTo("\"straße 表 😀\"");
  }

  @Test
  void longValueIsCut() {
    String quoted = LogLine.quoted("x".repeat(100_000));

    assertThat(quoted).hasSize(2_005).endsWith("x...\"");
  }
}

package io.schemamedic.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

  @Test
  void nestsObjectsAndArrays() {
    String json =
        new JsonWriter()
            .beginObject()
            .field("text", "a")
            .field("number", 1)
            .field("flag", true)
            .field("list", List.of("x", "y"))
            .beginArray("objects")
            .beginObject()
            .field("n", 1)
            .endObject()
            .beginObject()
            .endObject()
            .endArray()
            .beginObject("object")
            .fieldMillis("millis", Duration.ofSeconds(1))
            .endObject()
            .endObject()
            .toString();

    assertThat(json)
        .isEqualTo(
            "{\"text\":\"a\",\"number\":1,\"flag\":true,\"list\":[\"x\",\"y\"],"
                + "\"objects\":[{\"n\":1},{}],\"object\":{\"millis\":1000}}");
  }

  @Test
  void absentValuesAreLeftOut() {
    String json =
        new JsonWriter()
            .beginObject()
            .field("text", (String) null)
            .field("list", List.of())
            .fieldMillis("millis", null)
            .endObject()
            .toString();

    assertThat(json).isEqualTo("{}");
  }

  @Test
  void everythingDangerousIsEscaped() {
    String value = "\"\\/\n\r\t\b\u0000\u001f\u007f\u0085\u2028\u2029\u202e</script>";

    assertThat(text(value))
        .isEqualTo(
            "[\"\\\"\\\\/\\n\\r\\t\\u0008\\u0000\\u001f\\u007f\\u0085\\u2028\\u2029\\u202e"
                + "\\u003c/script\\u003e\"]");
  }

  @Test
  void pairsOfSurrogatesStayAndLoneOnesAreEscaped() {
    assertThat(text("😀")).isEqualTo("[\"😀\"]");
    assertThat(text("\ud83d")).isEqualTo("[\"\\ud83d\"]");
    assertThat(text("\ude00\ud83d")).isEqualTo("[\"\\ude00\\ud83d\"]");
    assertThat(text("\ud83d\ud83d\ude00")).isEqualTo("[\"\\ud83d😀\"]");
  }

  @Test
  void whatWouldNotBeJsonIsRefused() {
    assertThatThrownBy(() -> new JsonWriter().field("a", 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new JsonWriter().beginObject().element("a"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new JsonWriter().beginObject().toString())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new JsonWriter().beginArray().endObject())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new JsonWriter().beginArray().endArray().beginArray())
        .isInstanceOf(IllegalStateException.class);
  }

  private static String text(String value) {
    return new JsonWriter().beginArray().element(value).endArray().toString();
  }
}

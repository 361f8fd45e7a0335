package io.schemamedic.demo.app.chatkit;

import io.schemamedic.demo.app.chatkit.ChatStore.NewMessage;
import io.schemamedic.demo.app.chatkit.StoredMessage.Citation;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Stands in for a language model: the same question always gets the same answer. */
@Component
class CannedReplies {

  NewMessage replyTo(String question) {
    String lower = question.toLowerCase(Locale.ROOT);
    if (lower.contains("hello") || lower.contains("hi ") || lower.equals("hi")) {
      return reply(
          "Hello! Ask me anything; I answer everything the same way every time.", List.of());
    }
    if (lower.endsWith("?")) {
      return reply(
          "That is a good question. The handbook has a chapter on it.",
          List.of(new Citation("The handbook", "https://example.org/handbook")));
    }
    return reply(
        "Noted: \u201c" + question + "\u201d. It is stored, and I will remember it.", List.of());
  }

  private static NewMessage reply(String content, List<Citation> citations) {
    return new NewMessage("assistant", content, citations, "");
  }
}

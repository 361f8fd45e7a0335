package io.schemamedic.demo.app.vet;

import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * One question and its answer. Three transactions, not one: nobody should hold a database
 * transaction open while a model thinks, and a question that was asked is kept even if no answer
 * follows.
 */
@Service
class Consultation {
  private final VetStore store;
  private final VetAssistant assistant;

  Consultation(VetStore store, VetAssistant assistant) {
    this.store = store;
    this.assistant = assistant;
  }

  Exchange ask(UUID sessionId, String question) {
    ChatSession session = store.session(sessionId);
    ChatMessage userMessage = store.storeQuestion(session, question);
    Opinion opinion = assistant.answer(question);
    ChatMessage assistantMessage = store.storeAnswer(session, opinion);
    store.storeValidation(assistantMessage, opinion.council());
    return new Exchange(userMessage, assistantMessage, opinion);
  }

  record Exchange(ChatMessage userMessage, ChatMessage assistantMessage, Opinion opinion) {}
}

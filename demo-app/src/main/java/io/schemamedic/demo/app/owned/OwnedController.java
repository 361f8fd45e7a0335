package io.schemamedic.demo.app.owned;

import io.schemamedic.demo.app.Texts;
import io.schemamedic.demo.app.owned.OwnedStore.Conversation;
import io.schemamedic.demo.app.owned.OwnedStore.Message;
import io.schemamedic.demo.app.owned.OwnedStore.User;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Users and what is theirs. What belongs to another user is answered as what does not exist. */
@RestController
@RequestMapping("/api/v1/users")
class OwnedController {
  private final OwnedStore store;

  OwnedController(OwnedStore store) {
    this.store = store;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  User createUser(@RequestBody UserRequest request) {
    return store.createUser(Texts.required("name", request.name()));
  }

  @DeleteMapping("/{userId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void deleteUser(@PathVariable UUID userId) {
    store.deleteUser(userId);
  }

  @PostMapping("/{userId}/conversations")
  @ResponseStatus(HttpStatus.CREATED)
  Conversation createConversation(@PathVariable UUID userId) {
    return store.createConversation(userId);
  }

  @GetMapping("/{userId}/conversations")
  List<Conversation> conversations(@PathVariable UUID userId) {
    return store.conversations(userId);
  }

  @PostMapping("/{userId}/conversations/{conversationId}/messages")
  @ResponseStatus(HttpStatus.CREATED)
  Message append(
      @PathVariable UUID userId,
      @PathVariable UUID conversationId,
      @RequestBody MessageRequest request) {
    return store.append(
        userId,
        conversationId,
        Texts.required("role", request.role()),
        Texts.required("content", request.content()));
  }

  @GetMapping("/{userId}/conversations/{conversationId}/messages")
  List<Message> messages(@PathVariable UUID userId, @PathVariable UUID conversationId) {
    return store.messages(userId, conversationId);
  }

  record UserRequest(@Nullable String name) {}

  record MessageRequest(@Nullable String role, @Nullable String content) {}
}

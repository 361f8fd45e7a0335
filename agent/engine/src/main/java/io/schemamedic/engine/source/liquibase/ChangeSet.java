package io.schemamedic.engine.source.liquibase;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One change set as it would run on PostgreSQL. Immutable. */
final class ChangeSet {
  private final String id;
  private final String author;
  private final String path;
  private final List<String> statements;
  private final String condition;

  /**
   * @param statements DDL, in the order in which it runs
   * @param condition on what it depends whether it runs at all; empty if it runs always
   */
  ChangeSet(String id, String author, String path, List<String> statements, String condition) {
    this.id = id;
    this.author = author;
    this.path = path;
    this.statements = Collections.unmodifiableList(new ArrayList<>(statements));
    this.condition = condition;
  }

  /** How Liquibase knows it, and names it in its messages. */
  String name() {
    return path + "::" + id + "::" + author;
  }

  List<String> statements() {
    return statements;
  }

  boolean isConditional() {
    return !condition.isEmpty();
  }

  String condition() {
    return condition;
  }
}

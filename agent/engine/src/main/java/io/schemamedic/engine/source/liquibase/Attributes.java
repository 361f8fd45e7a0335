package io.schemamedic.engine.source.liquibase;

/** What a change cannot do without. */
final class Attributes {
  private Attributes() {}

  static String required(ChangeNode node, String attribute) throws NotTranslatedException {
    String value = node.get(attribute);
    if (value == null) {
      throw new NotTranslatedException("a change without " + attribute);
    }
    return value;
  }
}

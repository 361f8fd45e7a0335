package io.schemamedic.demo.story;

import io.schemamedic.demo.postgres.SchemaScript;

/** The broken databases. */
enum Variant {
  NO_TABLES("no_tables", "no table at all", SchemaScript.NO_TABLES),
  INCOMPLETE("incomplete", "some tables, some columns, and rows in them", SchemaScript.INCOMPLETE);

  private final String database;
  private final String description;
  private final SchemaScript script;

  Variant(String database, String description, SchemaScript script) {
    this.database = database;
    this.description = description;
    this.script = script;
  }

  String database() {
    return database;
  }

  String description() {
    return description;
  }

  SchemaScript script() {
    return script;
  }
}

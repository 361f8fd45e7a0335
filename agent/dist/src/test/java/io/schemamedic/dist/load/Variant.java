package io.schemamedic.dist.load;

import java.util.List;

/** A broken database of the demo app, and what a repair has to add to it. */
enum Variant {
  NO_TABLES(
      "no-tables",
      List.of(
          "CREATE TABLE public.conversations",
          "CREATE TABLE public.messages",
          "CREATE TABLE owned.users",
          "CREATE TABLE owned.conversations",
          "CREATE TABLE owned.messages",
          "CREATE TABLE vet.chat_sessions",
          "CREATE TABLE vet.chat_messages",
          "CREATE TABLE vet.council_validations"),
      List.of()),

  INCOMPLETE(
      "incomplete",
      List.of(
          "ALTER TABLE public.conversations",
          "CREATE TABLE public.messages",
          "CREATE TABLE owned.conversations",
          "CREATE TABLE owned.messages",
          "CREATE TABLE vet.chat_sessions",
          "CREATE TABLE vet.chat_messages",
          "CREATE TABLE vet.council_validations"),
      List.of(
          "SELECT ctid, xmin, id FROM public.conversations"
              + " WHERE id IN (SELECT md5('conversation ' || n)::uuid::text"
              + " FROM generate_series(1, 300) AS n)",
          "SELECT ctid, xmin, id, name, created_at FROM owned.users" + " WHERE name LIKE 'User %'",
          "SELECT relname, relfilenode FROM pg_class WHERE oid IN"
              + " ('public.conversations'::regclass, 'owned.users'::regclass)"));

  private final String script;
  private final List<String> missing;
  private final List<String> oldRows;

  Variant(String script, List<String> missing, List<String> oldRows) {
    this.script = script;
    this.missing = missing;
    this.oldRows = oldRows;
  }

  String script() {
    return script;
  }

  /** The beginning of the one statement that adds each missing object. */
  List<String> missing() {
    return missing;
  }

  /**
   * Queries of everything that was there before, with where it lies and which transaction wrote it;
   * rows of the callers are not among them.
   */
  List<String> oldRows() {
    return oldRows;
  }
}

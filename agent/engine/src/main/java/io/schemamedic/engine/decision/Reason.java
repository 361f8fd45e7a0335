package io.schemamedic.engine.decision;

import java.util.Locale;

/**
 * Why a decision was taken. The codes are public: label values of {@code
 * schema_medic_decisions_total} and fields of the audit log. Each carries one sentence that tells
 * an operator what to do.
 */
public enum Reason {
  // healed, repaired
  REPAIRED("The missing piece was added. Review the migration draft and land it."),
  ALREADY_PRESENT("Someone else added the piece in the meantime; nothing was changed."),

  CACHED_PLAN(
      "The plan that the server kept of a statement no longer fitted its table, which has new columns."
          + " The call was repeated with a new plan; nothing was changed."),

  // what was seen, without a plan
  OBSERVE_MODE("Nothing was done because mode=observe. Set mode=propose to see the plan."),
  PROPOSE_MODE(
      "The plan was drafted and not run because mode=propose. Review it, and approve it or land the"
          + " draft."),
  KILL_SWITCH(
      "The kill switch is on. Remove the file, run the command on, or clear"
          + " schemamedic.kill-switch; a file that the service may not look for counts as there."),
  NO_DECLARED_SCHEMA(
      "No declared schema is known. Set declared, or see what stderr says of its sources."),
  NOT_REPAIRABLE_KIND(
      "This kind of error is counted and never repaired. Fix the schema or the statement."),
  OTHER_DRIVER(
      "The database is not PostgreSQL. Failures there are counted and never repaired: fix the schema or"
          + " the statement there."),
  STRICT_DRIVER(
      "The text of the statement could not be read from this version of the driver. Repair by hand, and"
          + " use a supported version."),
  UNDECLARED("The name is not in the declared schema. Fix the statement or declare the object."),
  TEMPORARY_TABLE_GONE(
      "A temporary table is gone with its session or transaction. Create and use it on one connection."),
  ALIAS("The name is an alias or a table that the statement does not list. Fix the statement."),
  ADMINISTRATIVE_STATEMENT(
      "The failing statement is DDL or maintenance, not a query. Fix the script."),
  MISSING_SEQUENCE(
      "A sequence that the statement names does not exist. Create it, or correct the name."),
  MISSING_FUNCTION(
      "No function of that name takes these arguments. Create it, or correct name and types."),
  MISSING_OPERATOR(
      "No operator of that name takes these types. Add a cast, or install what brings it."),
  EXISTENCE_PROBE(
      "A migration tool or the service asks whether this exists, and the error is the answer. Nothing"
          + " is wrong, unless the tool stops."),
  INSIDE_FUNCTION("The error was raised inside a function, trigger or DO block. Fix it there."),
  RAISED_BY_CODE("The error was raised by user code, not by the server's parser."),
  RAISED_BY_DRIVER("The driver raised the error itself; the server saw a valid statement."),
  UNREADABLE_NAME(
      "The missing name could not be read beyond doubt from the statement. Repair by hand."),
  UNSUPPORTED_STATEMENT("The form of the statement does not allow a proof. Repair by hand."),

  // against the live catalog
  EXISTS_ELSEWHERE(
      "A relation of that name exists in another schema. Check search_path and the database; if they are"
          + " two, name the schema in the statement and the table exactly in allow."),
  NEAR_MISS(
      "A name that differs only in case, or in one letter, is there. Correct the statement or the DDL; if"
          + " they are two things, name the table exactly in allow."),
  NO_USAGE("The relation exists but the role lacks USAGE on its schema. Grant it."),
  NO_SCHEMA("The schema does not exist. Create it, then retry."),
  WRONG_SEARCH_PATH(
      "The session would not find the relation where it is declared. Check search_path."),
  AMBIGUOUS_OWNER("More than one declared table could own the column. Repair by hand."),
  VIEW("The relation is a view. Change its definition by a migration."),
  FOREIGN_TABLE(
      "The relation is a foreign table. Change it on its own server first, then its definition here."),
  PARTITION("The table is partitioned or a partition. Repair by hand, on the partitioned table."),
  INHERITANCE("The table inherits or has heirs. Repair by hand, on the parent."),
  NOT_A_TABLE(
      "A sequence, an index or a type has the name, so no table of that name can be made. Rename one"
          + " of them."),
  EXTENSION_OWNED("The table belongs to an extension. Update the extension."),
  LIKELY_RENAME(
      "An undeclared table or column of the same make is there, perhaps under its new name. If it is not,"
          + " name the table exactly in allow."),
  DISAPPEARED(
      "The object was there before. Find out who dropped it, or set repair.disappeared=repair."),
  MISSING_TYPE(
      "A type that the statement or the definition needs does not exist. Create it first."),
  MISSING_PARENT(
      "A table referenced by a foreign key does not exist and is not part of the plan. Create it first."),

  // the plan
  UNSUPPORTED_DEFINITION(
      "The declaration has parts that are not added automatically. Use the draft."),
  WOULD_REWRITE(
      "Adding the column would rewrite the table. Run the migration in a maintenance window."),
  WOULD_SCAN(
      "Adding the column with its constraints would scan the table under a lock. Use the draft."),
  NOT_NULL_WITHOUT_DEFAULT(
      "The column is NOT NULL without a default. Fill it by a real migration."),
  IDENTIFIER_TOO_LONG("A name is longer than 63 bytes and would be truncated. Shorten it."),
  TOO_MANY_COLUMNS("The table is near PostgreSQL's limit of 1600 columns. Rebuild it."),

  // the guard
  NOT_ALLOWED("No allow pattern covers the relation. Add schema.table to allow."),
  DENIED("The relation is on the deny list. Name it exactly in allow if it really is yours."),
  PUBLISHED("The table is published or a logical slot exists. Change the subscriber first."),
  ROW_SECURITY("Row security is declared or in force. Repair by hand."),
  STANDBY("The server is a standby or read-only. Point the service at the primary."),
  WRONG_DATABASE(
      "This is not the service's database, or it holds tables of others and none that are declared. Check"
          + " the URLs and declared; if it is the right one, name the tables exactly in allow."),
  UNPROVEN_DATABASE(
      "None of the tables that the same source declares is in this database, so nothing is added before a"
          + " statement fails. Check the URL; if it is the right one, name the table exactly in allow."),
  MIGRATES_ITSELF(
      "The service brings a migration tool, which may be about to make this itself, so nothing is added"
          + " before a statement fails. To have it added all the same, name the table exactly in allow."),
  NOT_OWNER("The role does not own the table. Set repair.user to the owner."),
  NO_PRIVILEGE("The role lacks a privilege that the repair needs. Grant it or set repair.user."),
  CALLER_HOLDS_LOCK(
      "The caller's own transaction holds a lock on the table. The next call may succeed."),
  HAZARD_REFUSED(
      "The plan has a hazard that is refused, see the detail. Run the draft, change repair.refuse, or for"
          + " computed_default name the table exactly in allow."),
  BUDGET_SPENT(
      "The budget that the detail names is used up for this hour. Look at the incidents before raising it."),
  BREAKER_OPEN("Recent repairs failed; repairs pause for a while. Look at the failed ones."),
  BUSY("Too many repairs are waiting. The next call will try again."),
  NO_REPAIR_SESSION(
      "No session for the repair could be had. Check repair.url and its password file, and the detail."),
  LEDGER_UNAVAILABLE(
      "The table of repair.ledger is missing, may not be written, or has another shape, so nothing was run."
          + " Create it as configuration.md says."),
  AUDIT_UNAVAILABLE("The audit entry could not be written, so nothing was run. Check audit.file."),
  STALE_PLAN(
      "The catalog, or what is declared, changed between plan and repair. The next call plans anew."),

  // an approval
  PLAN_UNKNOWN(
      "No plan has that id, or it was forgotten. Look which plans wait: approve PID without an id, or"
          + " /api/plans."),
  PLAN_EXPIRED(
      "The plan has waited longer than approval.valid-for. The next failing call makes it wait again."),
  PLAN_DECIDED(
      "The plan was run or refused before, is running just now, or needed no approval. Its entry in"
          + " /api/plans says what came of it."),

  // while it ran
  LOCK_TIMEOUT(
      "The table was busy for longer than repair.lock-timeout. The next call tries again."),
  DEPLOY_IN_PROGRESS(
      "Another open transaction is creating or altering it. Wait for that deploy to end; the next call"
          + " looks again."),
  STATEMENT_TIMEOUT("The repair took longer than repair.statement-timeout and was rolled back."),
  TIMEOUTS_NOT_IN_FORCE(
      "The timeouts read back from the session were not the ones set, or the server does not count"
          + " changed rows (the detail says so). Check the pooler, or set track_counts on."),
  UNPLANNED_CHANGE(
      "The transaction changed more than planned and was rolled back. Look at event triggers."),
  STATEMENT_STILL_FAILS("With the addition the statement would still fail, so it was rolled back."),
  SERVICE_ROLE_LACKS_PRIVILEGE(
      "The service's role could not use the new table. Check default privileges."),
  DDL_FORBIDDEN("The database forbids DDL at the moment. Wait for the freeze to end."),
  OUTCOME_UNKNOWN(
      "The connection broke at the commit: the addition may be there or not. Look before you act."),
  DDL_FAILED("The DDL failed and was rolled back. See the SQLSTATE in the detail."),
  WAIT_BUDGET_SPENT(
      "The caller waited repair.wait-budget; the repair may still finish for the next call."),
  QUERY_TIMEOUT(
      "The caller waited as long as its statement's query timeout; the repair may still finish for the"
          + " next call."),
  INTERRUPTED("The caller's thread was interrupted while it waited."),
  CANCELLED(
      "The service cancelled the statement, or closed it or its connection, while the call waited. The"
          + " next call may work."),
  AGENT_ERROR("The agent itself failed; the exception went to the caller. Report it."),

  // the retry
  TRANSACTION_CHANGED(
      "Another thread used the connection or the statement meanwhile, or ended the session, so the"
          + " call was not repeated."),
  LATER_IN_TRANSACTION(
      "Earlier statements of the transaction cannot be repeated. The next one works."),
  XA(
      "The connection belongs to a transaction manager (XA), so nothing is repeated. The next call"
          + " works."),
  REWRITE_UNKNOWN(
      "Someone else added the column, perhaps by rewriting the table, which an open transaction may then"
          + " see as empty. The next transaction works."),
  UNKNOWN_TRANSACTION_STATE("The transaction state could not be read. The next call works."),
  PREDICATE("An empty new object would have decided which rows count. The next call works."),
  SEVERAL_STATEMENTS("Several statements in one string are not repeated. The next call works."),
  STATEMENT_BATCH("Batches of a plain Statement are not repeated. The next call works."),
  BATCH_PARTLY_APPLIED("Some entries of the batch were applied. The next call works."),
  BATCH_NOT_RESTORABLE("The entries of the batch could not be put back. The next call works."),
  STREAM_PARAMETER("A parameter is a stream that may be consumed. The next call works."),
  COPY("A COPY is not repeated: its stream is the caller's. The next one works."),
  CALLABLE("Procedure and function calls are not repeated. The next call works."),
  RETRY_UNCERTAIN(
      "The repetition ended with an error of the connection or the driver; the caller got that one,"
          + " since the statement may have had its effect."),
  RETRY_FAILED("The repeated statement failed as well; the caller got the first exception."),
  NO_PROGRESS("The repair did not bring the statement further.");

  private final String advice;

  Reason(String advice) {
    this.advice = advice;
  }

  /** The stable code, in lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One or two sentences for the person who has to act. */
  public String advice() {
    return advice;
  }
}

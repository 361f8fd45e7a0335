package io.schemamedic.engine.schema.ddl;

import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.schema.SkippedStatement;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.ArrayList;

/** Reads one statement into the draft, or lists it as skipped. */
final class StatementReader {
  private static final String OUTSIDE_THE_MODEL = "an object that is not part of the model";

  /** First words of statements that leave every definition as it is. */
  private static final String[] HARMLESS = {
    "analyze",
    "vacuum",
    "lock",
    "cluster",
    "security",
    "refresh",
    "import",
    "explain",
    "notify",
    "listen",
    "show",
    "discard",
    "load",
    "checkpoint",
    "reindex",
    "prepare",
    "execute",
    "deallocate",
    "declare",
    "fetch",
    "close",
    "savepoint",
    "release",
    "reassign",
    "with"
  };

  /** What follows CREATE, apart from what the model holds. */
  private static final String[] NOT_MODELLED = {
    "function",
    "procedure",
    "view",
    "materialized",
    "recursive",
    "extension",
    "event",
    "aggregate",
    "cast",
    "collation",
    "conversion",
    "operator",
    "text",
    "server",
    "foreign",
    "user",
    "role",
    "group",
    "database",
    "tablespace",
    "language",
    "trusted",
    "procedural",
    "publication",
    "subscription",
    "statistics",
    "access",
    "transform"
  };

  private final SchemaDraft draft;
  private final ScriptStatement statement;
  private final TokenCursor cursor;

  StatementReader(SchemaDraft draft, ScriptStatement statement) {
    this.draft = draft;
    this.statement = statement;
    this.cursor = new TokenCursor(statement.tokens());
  }

  void read() {
    if (statement.isForPsql()) {
      psql();
    } else if (statement.isUnterminated()) {
      draft.skip(statement, SkippedStatement.NEVER_ENDS);
    } else {
      try {
        dispatch();
      } catch (NotUnderstoodException e) {
        draft.skip(statement, e.reason());
      }
    }
  }

  private void psql() {
    // These two only fence the script in.
    if (cursor.isWord(1, "restrict") || cursor.isWord(1, "unrestrict")) {
      return;
    }
    if (cursor.isWord(1, "gexec")) {
      draft.doubtAll(statement, "statements that a query writes");
    } else {
      draft.skip(statement, "a command for psql");
    }
  }

  private void dispatch() throws NotUnderstoodException {
    if (cursor.accept("create")) {
      create();
    } else if (cursor.accept("alter")) {
      alter();
    } else if (cursor.accept("drop")) {
      new DropReader(draft, statement).read(cursor);
    } else if (cursor.accept("comment", "on")) {
      new CommentReader(draft).read(cursor);
    } else if (cursor.accept("set")) {
      new SettingReader(draft).set(cursor);
    } else if (cursor.accept("reset")) {
      new SettingReader(draft).reset(cursor);
    } else if (cursor.accept("select")) {
      if (!new SettingReader(draft).setConfig(cursor)) {
        new OpaqueStatementReader(draft, statement).call("a query");
      }
    } else if (cursor.isWord("call")) {
      new OpaqueStatementReader(draft, statement).call("a procedure");
    } else if (cursor.isWord("do")) {
      new OpaqueStatementReader(draft, statement).block();
    } else if (!transaction()) {
      other();
    }
  }

  private boolean transaction() {
    if (cursor.accept("begin") || cursor.accept("start", "transaction")) {
      draft.beginTransaction();
    } else if (cursor.accept("commit") || cursor.accept("end")) {
      draft.commit();
    } else if (cursor.accept("rollback") || cursor.accept("abort")) {
      if (cursor.isWord("to") || cursor.isWord(1, "to")) {
        draft.doubtAll(statement, "a rollback to a savepoint");
      } else {
        draft.rollBack();
      }
    } else {
      return false;
    }
    return true;
  }

  private void other() {
    if (cursor.isAnyWord("insert", "update", "delete", "copy", "merge", "truncate", "values")) {
      draft.skip(statement, "data");
    } else if (cursor.isAnyWord("grant", "revoke")) {
      draft.skip(statement, "privileges");
    } else if (cursor.isAnyWord(HARMLESS)) {
      draft.skip(statement, "a command that changes no definition");
    } else {
      draft.skip(statement, SkippedStatement.NOT_KNOWN);
    }
  }

  private void create() throws NotUnderstoodException {
    cursor.accept("or", "replace");
    boolean unlogged = cursor.accept("unlogged");
    if (cursor.accept("table")) {
      new CreateTableReader(draft, statement).read(cursor, unlogged);
    } else if (unlogged) {
      throw new NotUnderstoodException(OUTSIDE_THE_MODEL);
    } else if (cursor.accept("unique", "index")) {
      index(true);
    } else if (cursor.accept("index")) {
      index(false);
    } else if (cursor.accept("sequence")) {
      new SequenceReader(draft, statement).create(cursor);
    } else if (cursor.accept("type")) {
      new EnumReader(draft, statement).create(cursor);
    } else if (cursor.accept("domain")) {
      new EnumReader(draft, statement).skipDomain(cursor);
    } else if (cursor.accept("schema")) {
      schema();
    } else if (cursor.isAnyWord("policy", "rule")) {
      policyOrRule();
    } else if (cursor.isAnyWord("temp", "temporary", "global", "local")) {
      draft.skip(statement, "a temporary object");
    } else if (cursor.isAnyWord("trigger", "constraint")) {
      trigger();
    } else {
      draft.skip(
          statement,
          cursor.isAnyWord(NOT_MODELLED) ? OUTSIDE_THE_MODEL : SkippedStatement.NOT_KNOWN);
    }
  }

  private void schema() throws NotUnderstoodException {
    cursor.acceptIfNotExists();
    if (cursor.accept("authorization")) {
      draft.schemas().add(cursor.name());
      cursor.expectEnd();
      return;
    }
    Identifier name = cursor.name();
    if (cursor.accept("authorization")) {
      cursor.next();
    }
    draft.schemas().add(name);
    if (!cursor.atEnd()) {
      throw new NotUnderstoodException("objects inside CREATE SCHEMA");
    }
  }

  private void index(boolean unique) throws NotUnderstoodException {
    cursor.accept("concurrently");
    boolean ifNotExists = cursor.acceptIfNotExists();
    Identifier name = cursor.isWord("on") ? null : cursor.name();
    cursor.expect("on");
    cursor.accept("only");
    DeclaredTable table = draft.table(cursor.qualifiedName());
    if (table == null) {
      draft.skip(statement, "an index of a relation that is not a declared table");
      return;
    }
    if (name != null
        && TakenNames.isTaken(draft, RelationName.of(table.name().schemaName(), name))) {
      if (!ifNotExists) {
        draft.doubt(statement, "an index that is declared already", table.name());
      }
      return;
    }
    try {
      draft.put(table.toBuilder().index(IndexReader.read(cursor, name, unique)).build());
    } catch (NotUnderstoodException e) {
      draft.doubt(statement, e.reason(), table.name());
    }
  }

  private void trigger() throws NotUnderstoodException {
    draft.skip(statement, "triggers");
    while (!cursor.isWord("on")) {
      cursor.next();
    }
    cursor.next();
    DeclaredTable table = draft.table(cursor.qualifiedName());
    if (table != null) {
      draft.put(table.toBuilder().triggers().build());
    }
  }

  private void policyOrRule() throws NotUnderstoodException {
    boolean policy = cursor.isWord("policy");
    while (!cursor.isWord(policy ? "on" : "to")) {
      cursor.next();
    }
    cursor.next();
    DeclaredTable table = draft.table(cursor.qualifiedName());
    if (table == null) {
      draft.skip(statement, "a rule or policy on what is not a declared table");
    } else if (policy) {
      draft.put(table.toBuilder().rowSecurity().build());
      draft.doubt(statement, "row security", table.name());
    } else {
      draft.doubt(statement, "a rewrite rule", table.name());
    }
  }

  private void alter() throws NotUnderstoodException {
    if (cursor.accept("table")) {
      new AlterTableReader(draft, statement).read(cursor);
    } else if (cursor.accept("sequence")) {
      new SequenceReader(draft, statement).alter(cursor);
    } else if (cursor.accept("type")) {
      new EnumReader(draft, statement).alter(cursor);
    } else if (cursor.accept("index")) {
      alterIndex();
    } else if (cursor.accept("schema")) {
      alterSchema();
    } else {
      draft.skip(statement, OUTSIDE_THE_MODEL);
    }
  }

  private void alterIndex() throws NotUnderstoodException {
    cursor.acceptIfExists();
    QualifiedName name = cursor.qualifiedName();
    if (cursor.accept("rename", "to") && new IndexRenamer(draft).rename(name, cursor.name())) {
      return;
    }
    draft.skip(statement, "an alteration of an index");
  }

  private void alterSchema() throws NotUnderstoodException {
    Identifier name = cursor.name();
    if (cursor.isWord("owner")) {
      draft.skip(statement, "ownership");
      return;
    }
    cursor.expect("rename", "to");
    Identifier newName = cursor.name();
    try {
      new SchemaMover(draft).renameSchema(name, newName);
    } catch (NotUnderstoodException e) {
      draft.skip(statement, "a schema that is renamed");
      for (DeclaredTable table : new ArrayList<>(draft.tables().values())) {
        Identifier schemaName = table.name().schemaName();
        if (schemaName.equals(name) || schemaName.equals(newName)) {
          draft.doubt(statement, "a schema that is renamed", table.name());
        }
      }
    }
  }
}

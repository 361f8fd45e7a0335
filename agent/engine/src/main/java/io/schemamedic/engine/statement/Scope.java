package io.schemamedic.engine.statement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One block of a statement: a query with its set operations, ORDER BY and LIMIT; in it as arms each
 * SELECT, VALUES or TABLE, further queries in parentheses, or a single INSERT, UPDATE, DELETE or
 * MERGE. Filled by the readers, then not changed any more.
 */
final class Scope {
  enum Kind {
    QUERY,
    SELECT,
    VALUES,
    TABLE,
    INSERT,
    UPDATE,
    DELETE,
    MERGE
  }

  /** Where the rows of a query go. */
  enum Place {
    /** To the caller. */
    STATEMENT,
    /** Into the query around it, as one of its arms. */
    ARM,
    /** Under a name that other parts may read. */
    WITH,
    /** To the block around it, as a source with a name. */
    SOURCE,
    /** Only whether there are any counts. */
    EXISTS,
    /** One value, which is an item of the select list around it. */
    ITEM,
    /** Into a table. */
    INSERTED,
    /** Into a condition or an expression. */
    EXPRESSION
  }

  private final Kind kind;
  private final Place place;
  private final @Nullable Scope parent;
  private final List<Scope> arms = new ArrayList<>();
  private final List<OutputItem> items = new ArrayList<>();
  private final List<Source> sources = new ArrayList<>();
  private boolean keepsEveryRow = true;
  private boolean hasOrder;
  private boolean columnsRenamed;
  private boolean conflictClause;
  private int nameIndex = -1;
  private @Nullable OutputItem item;

  Scope(Kind kind, Place place, @Nullable Scope parent) {
    this.kind = kind;
    this.place = place;
    this.parent = parent;
  }

  Kind kind() {
    return kind;
  }

  Place place() {
    return place;
  }

  /** The block around this one; null for the statement's own. */
  @Nullable Scope parent() {
    return parent;
  }

  void addArm(Scope arm) {
    arms.add(arm);
  }

  List<Scope> arms() {
    return Collections.unmodifiableList(arms);
  }

  void addItem(OutputItem added) {
    items.add(added);
  }

  /** The select list or RETURNING, in its order. */
  List<OutputItem> items() {
    return Collections.unmodifiableList(items);
  }

  void addSource(Source source) {
    sources.add(source);
  }

  List<Source> sources() {
    return Collections.unmodifiableList(sources);
  }

  void comparesOutput() {
    keepsEveryRow = false;
  }

  /**
   * False if rows are compared, grouped, stored or counted by their output: DISTINCT, GROUP BY,
   * HAVING, INTO, and every set operation but UNION ALL.
   */
  boolean keepsEveryRow() {
    return keepsEveryRow;
  }

  void ordersOutput() {
    hasOrder = true;
  }

  boolean hasOrder() {
    return hasOrder;
  }

  void renamesColumns() {
    columnsRenamed = true;
  }

  /** The columns get names by their position, or the query reads itself. */
  boolean hasRenamedColumns() {
    return columnsRenamed;
  }

  void takesConflicts() {
    conflictClause = true;
  }

  /** An INSERT with ON CONFLICT: what the table holds decides which rows are inserted. */
  boolean hasConflictClause() {
    return conflictClause;
  }

  void isNamedAt(int index) {
    nameIndex = index;
  }

  /** The token with the name of a common table expression; -1 if it is none. */
  int nameIndex() {
    return nameIndex;
  }

  void isWholeOf(OutputItem whole) {
    item = whole;
  }

  /** The item that a query at {@link Place#ITEM} makes. */
  @Nullable OutputItem item() {
    return item;
  }
}

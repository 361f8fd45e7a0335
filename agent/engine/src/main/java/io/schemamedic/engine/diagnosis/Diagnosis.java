package io.schemamedic.engine.diagnosis;

import io.schemamedic.engine.decision.Reason;
import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.sql.Identifier;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why a name was not found. Immutable. */
public final class Diagnosis {

  /** The kinds of finding. */
  public enum Finding {
    /** The declared table is not there. */
    MISSING_TABLE,
    /** The declared column is not there; one owner is possible. */
    MISSING_COLUMN,
    /** The declared column is not there; more than one owner is possible and has to be proven. */
    MISSING_COLUMN_OF_ONE,
    /** It is there by now. */
    PRESENT,
    /** Something that a repair must not answer. */
    OTHER
  }

  private final Finding finding;
  private final List<DeclaredTable> tables;
  private final @Nullable Identifier column;
  private final @Nullable Reason reason;
  private final String detail;

  private Diagnosis(
      Finding finding,
      List<DeclaredTable> tables,
      @Nullable Identifier column,
      @Nullable Reason reason,
      String detail) {
    this.finding = finding;
    this.tables = Collections.unmodifiableList(tables);
    this.column = column;
    this.reason = reason;
    this.detail = detail;
  }

  static Diagnosis missingTable(DeclaredTable table) {
    return new Diagnosis(Finding.MISSING_TABLE, Collections.singletonList(table), null, null, "");
  }

  static Diagnosis missingColumn(List<DeclaredTable> owners, Identifier column) {
    Finding finding = owners.size() == 1 ? Finding.MISSING_COLUMN : Finding.MISSING_COLUMN_OF_ONE;
    return new Diagnosis(finding, owners, column, null, "");
  }

  static Diagnosis present(DeclaredTable table) {
    return new Diagnosis(Finding.PRESENT, Collections.singletonList(table), null, null, "");
  }

  static Diagnosis other(Reason reason, String detail) {
    return new Diagnosis(
        Finding.OTHER, Collections.<DeclaredTable>emptyList(), null, reason, detail);
  }

  public Finding finding() {
    return finding;
  }

  /** The table concerned; more than one only for {@link Finding#MISSING_COLUMN_OF_ONE}. */
  public List<DeclaredTable> tables() {
    return tables;
  }

  /** The one table concerned. */
  public DeclaredTable table() {
    return tables.get(0);
  }

  /** Null unless a column is missing. */
  public @Nullable Identifier column() {
    return column;
  }

  /** Why a repair must not answer; only for {@link Finding#OTHER}. */
  public Reason reason() {
    return Objects.requireNonNull(reason);
  }

  /** Names that help the operator; empty if the reason says all. */
  public String detail() {
    return detail;
  }
}

package io.schemamedic.engine.statement;

import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import io.schemamedic.engine.sql.SqlToken;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The chains of identifiers in a statement that could name relations: {@code t}, {@code s.t}.
 * Aliases, columns and keywords are among them; the caller asks only for names that it knows.
 * Immutable.
 */
public final class NamedRelations {
  private final Set<Identifier> unqualified = new LinkedHashSet<>();
  private final Set<RelationName> qualified = new LinkedHashSet<>();
  private final @Nullable List<Identifier> target;
  private final List<List<Identifier>> tables = new ArrayList<>();

  private NamedRelations(StatementShape shape) {
    List<SqlToken> tokens = shape.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      if (i > 0 && tokens.get(i - 1).kind() == SqlToken.Kind.DOT) {
        continue;
      }
      add(chainAt(tokens, i));
      if (i > 0 && isBeforeTables(tokens.get(i - 1))) {
        tables.add(chainAt(tokens, i));
      }
    }
    this.target = targetOf(shape);
  }

  public static NamedRelations of(StatementShape shape) {
    return new NamedRelations(shape);
  }

  private static boolean isBeforeTables(SqlToken token) {
    return token.isWord("from")
        || token.isWord("join")
        || token.isWord("into")
        || token.isWord("update")
        || token.isWord("only");
  }

  private void add(List<Identifier> chain) {
    if (!chain.isEmpty()) {
      // In `t.c` the relation is t; in `s.t` and `s.t.c` it is t with its schema. Both readings are
      // kept.
      unqualified.add(chain.get(0));
    }
    if (chain.size() > 1) {
      qualified.add(RelationName.of(chain.get(0), chain.get(1)));
    }
  }

  private static List<Identifier> chainAt(List<SqlToken> tokens, int start) {
    List<Identifier> chain = new ArrayList<>();
    for (int i = start; i < tokens.size(); i += 2) {
      Identifier part = tokens.get(i).identifier();
      if (part == null) {
        break;
      }
      chain.add(part);
      if (i + 1 >= tokens.size() || tokens.get(i + 1).kind() != SqlToken.Kind.DOT) {
        break;
      }
    }
    return chain;
  }

  private static @Nullable List<Identifier> targetOf(StatementShape shape) {
    if (shape.statementCount() != 1) {
      return null;
    }
    List<SqlToken> tokens = shape.tokens();
    int start;
    if (shape.kind() == StatementShape.Kind.INSERT) {
      start = 2;
    } else if (shape.kind() == StatementShape.Kind.UPDATE) {
      start = tokens.size() > 1 && tokens.get(1).isWord("only") ? 2 : 1;
    } else if (CopyTarget.of(shape) != null) {
      start = 1;
    } else {
      return null;
    }
    List<Identifier> chain = chainAt(tokens, start);
    return chain.isEmpty() || chain.size() > 2 ? null : chain;
  }

  /** The relation is named without a schema. */
  public boolean namesUnqualified(Identifier relation) {
    return unqualified.contains(relation);
  }

  public boolean namesQualified(RelationName relation) {
    return qualified.contains(relation);
  }

  /**
   * Whether a single INSERT or UPDATE writes to a relation of that name, or a COPY names it; false
   * if the target cannot be told.
   */
  public boolean isTarget(RelationName relation) {
    return target != null
        && target.get(target.size() - 1).equals(relation.name())
        && (target.size() == 1 || target.get(0).equals(relation.schemaName()));
  }

  /**
   * Whether a relation of that name stands where hardly anything but a relation can: after FROM,
   * JOIN, INTO or UPDATE. False for the second and further ones of a list.
   */
  public boolean readsOrWrites(RelationName relation) {
    for (List<Identifier> chain : tables) {
      boolean unqualifiedMatch = chain.size() == 1 && chain.get(0).equals(relation.name());
      boolean qualifiedMatch =
          chain.size() == 2
              && chain.get(0).equals(relation.schemaName())
              && chain.get(1).equals(relation.name());
      if (unqualifiedMatch || qualifiedMatch) {
        return true;
      }
    }
    return false;
  }

  /** Whether the statement has one target that can be told. */
  public boolean hasTarget() {
    return target != null;
  }

  /** How many names there are. */
  public int size() {
    return unqualified.size() + qualified.size();
  }

  /** Every full name that one of these can stand for. */
  public Set<RelationName> on(List<Identifier> searchPath) {
    Set<RelationName> names = new LinkedHashSet<>(qualified);
    for (Identifier name : unqualified) {
      for (Identifier schemaName : searchPath) {
        names.add(RelationName.of(schemaName, name));
      }
    }
    return names;
  }

  /** The names alone: equal for statements that name the same. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Identifier name : unqualified) {
      text.append(name.sql()).append(' ');
    }
    for (RelationName name : qualified) {
      text.append(name.sql()).append(' ');
    }
    return target == null ? text.toString() : text.append(target).toString();
  }
}

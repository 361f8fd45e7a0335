package io.schemamedic.engine.failure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the name of the innermost function from an error's context. The context is translated and
 * may quote SQL text and values, so only its first line counts, and only in forms in which nothing
 * but a name can stand at that place. In any other form there is no name.
 */
final class ContextReader {
  /** What PostgreSQL calls the body of a DO statement, in every language. */
  private static final Pattern DO_BLOCK =
      Pattern.compile("[\\p{L} -]*PL/pgSQL[\\p{L} -]*?inline_code_block(?![A-Za-z0-9_$.(]).*");

  /**
   * {@code PL/pgSQL function app.f(integer) line 1 at RETURN}, also translated, as long as the
   * languages leave blanks around the name. Before the name there are only words, so that no
   * quotation can have begun.
   */
  private static final Pattern PLPGSQL =
      Pattern.compile(
          "[\\p{L} -]*PL/pgSQL[\\p{L} -]* ((?:[A-Za-z_][A-Za-z0-9_$]*\\.)?[A-Za-z_][A-Za-z0-9_$]*)"
              + "\\((?:([A-Za-z0-9_$,.\\[\\] ]*)\\))?.*");

  /** Only in English: what follows "SQL" decides whether a name or a statement is quoted. */
  private static final Pattern QUOTED =
      Pattern.compile(
          "(?:SQL function|compilation of PL/pgSQL function) \"([A-Za-z_][A-Za-z0-9_$]*)\""
              + " (?:during|statement|near) .*");

  private ContextReader() {}

  /**
   * The function's signature, its bare name, or {@code DO block}; empty if it cannot be told.
   *
   * @param where as the server sent it; null if it sent none
   */
  static String functionIn(@Nullable String where) {
    if (where == null) {
      return "";
    }
    int end = where.indexOf('\n');
    String innermost = end < 0 ? where : where.substring(0, end);
    if (DO_BLOCK.matcher(innermost).matches()) {
      return "DO block";
    }
    Matcher plpgsql = PLPGSQL.matcher(innermost);
    if (plpgsql.matches()) {
      String arguments = plpgsql.group(2);
      return arguments == null ? plpgsql.group(1) : plpgsql.group(1) + "(" + arguments + ")";
    }
    Matcher quoted = QUOTED.matcher(innermost);
    return quoted.matches() ? quoted.group(1) : "";
  }
}

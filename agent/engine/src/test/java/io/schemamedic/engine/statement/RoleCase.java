package io.schemamedic.engine.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.schemamedic.engine.sql.Identifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A statement and the role that is right for what is new in it. */
record RoleCase(Role role, String sql) {
  private static final Set<Identifier> TABLES = Set.of(Identifier.of("n"), Identifier.of("m"));
  private static final Set<Identifier> COLUMNS = Set.of(Identifier.of("c"), Identifier.of("d"));

  /** The table of {@code roles/statements.txt}. */
  static List<RoleCase> all() {
    try (InputStream table = RoleCase.class.getResourceAsStream("/roles/statements.txt");
        BufferedReader lines = new BufferedReader(new InputStreamReader(table, UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(RoleCase::of)
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static RoleCase of(String line) {
    String[] parts = line.split("\\|", 2);
    String role = parts[0].trim().toUpperCase(Locale.ROOT);
    return new RoleCase(role.equals("NONE") ? Role.NOT_NAMED : Role.valueOf(role), parts[1].trim());
  }

  /** What the reader says, if {@code c} and {@code d}, {@code n} and {@code m} are new. */
  static Role read(String sql) {
    return RoleReader.read(StatementShape.of(sql), TABLES, COLUMNS);
  }
}

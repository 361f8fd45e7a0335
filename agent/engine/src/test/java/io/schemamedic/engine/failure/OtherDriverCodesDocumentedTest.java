package io.schemamedic.engine.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.entry.OtherDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table in {@code agent/docs/drivers.md} has the codes that count, and no others. */
class OtherDriverCodesDocumentedTest {
  private static final Path PAGE = Path.of("..", "docs", "drivers.md");
  private static final Pattern VENDOR_CODE = Pattern.compile("(?<![0-9A-Z])[0-9]+(?![0-9A-Z])");
  private static final Pattern SQL_STATE = Pattern.compile("42S[0-9]{2}");
  private static final int HIGHEST_VENDOR_CODE = 99_999;

  /** The column counts from the kind. */
  @ParameterizedTest
  @CsvSource({"H2, 1", "MARIADB, 2", "MYSQL, 2", "SQL_SERVER, 3", "ORACLE, 4"})
  void everyCodeIsThere(OtherDriver driver, int column) throws IOException {
    SortedMap<String, FailureKind> documented = new TreeMap<>();
    for (FailureKind kind : FailureKind.values()) {
      String cell = cell(kind, column);
      VENDOR_CODE.matcher(cell).results().forEach(code -> documented.put(code.group(), kind));
      SQL_STATE.matcher(cell).results().forEach(state -> documented.put(state.group(), kind));
    }

    assertThat(documented).isNotEmpty().isEqualTo(known(driver));
  }

  private static Map<String, FailureKind> known(OtherDriver driver) {
    SortedMap<String, FailureKind> known = new TreeMap<>();
    for (int code = 0; code <= HIGHEST_VENDOR_CODE; code++) {
      put(known, String.valueOf(code), OtherDriverCodes.kind(driver, null, code));
    }
    for (int number = 0; number < 100; number++) {
      String state = "42S%02d".formatted(number);
      put(known, state, OtherDriverCodes.kind(driver, state, 0));
    }
    return known;
  }

  private static void put(Map<String, FailureKind> known, String code, @Nullable FailureKind kind) {
    if (kind != null) {
      known.put(code, kind);
    }
  }

  /** Of the kind's row; empty if it has none. */
  private static String cell(FailureKind kind, int column) throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| `" + kind.code() + "` |"))
        .map(line -> line.split("\\|", -1)[column + 1])
        .findFirst()
        .orElse("");
  }
}

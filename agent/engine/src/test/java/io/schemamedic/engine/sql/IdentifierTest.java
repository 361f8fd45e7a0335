package io.schemamedic.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "orders,orders",
        "_a1,_a1",
        "Orders,\"Orders\"",
        "1a,\"1a\"",
        "a$b,\"a$b\"",
        "a b,\"a b\"",
        "größe,\"größe\"",
        "select,\"select\"",
        "timestamp,\"timestamp\"",
        "json_table,\"json_table\"",
        "a\"b,\"a\"\"b\"",
        "\"; DROP TABLE x; --,\"\"\"; DROP TABLE x; --\""
      })
  void isQuotedUnlessPlain(String name, String sql) {
    assertThat(Identifier.of(name).sql()).isEqualTo(sql);
  }

  @Test
  void foldsOnlyAsciiLetters() {
    assertThat(Identifier.unquoted("GRÖSSE_İ_\u212a").value()).isEqualTo("grÖsse_İ_\u212a");
  }

  @Test
  void unquotedNamesAreTruncatedBetweenCharacters() {
    String name = "a".repeat(61) + "💡b";

    assertThat(Identifier.unquoted(name).value()).isEqualTo("a".repeat(61));
    assertThat(Identifier.unquoted("é".repeat(40)).value()).isEqualTo("é".repeat(31));
  }

  @Test
  void truncatedNamesAreKnownToHaveBeenTooLong() {
    assertThat(Identifier.unquoted("a".repeat(64)).isTooLong()).isTrue();
    assertThat(Identifier.quoted("a".repeat(64)).isTooLong()).isTrue();
    assertThat(Identifier.quoted("a".repeat(63)).isTooLong()).isFalse();
    assertThat(Identifier.quoted("a".repeat(64))).isEqualTo(Identifier.of("a".repeat(63)));
  }

  @Test
  void exactNamesAreNotTruncatedButKnownToBeTooLong() {
    assertThat(Identifier.of("a".repeat(64)).isTooLong()).isTrue();
    assertThat(Identifier.of("é".repeat(32)).isTooLong()).isTrue();
    assertThat(Identifier.of("a".repeat(63)).isTooLong()).isFalse();
  }

  @Test
  void cannotContainNull() {
    assertThatIllegalArgumentException().isThrownBy(() -> Identifier.of("a\0b"));
  }

  @Test
  void cannotBeEmpty() {
    assertThatIllegalArgumentException().isThrownBy(() -> Identifier.of(""));
  }

  @Test
  void relationNameQuotesEachPart() {
    RelationName name = RelationName.of(Identifier.of("My.App"), Identifier.of("order"));

    assertThat(name.sql()).isEqualTo("\"My.App\".\"order\"");
    assertThat(name).hasToString("My.App.order");
  }
}

package io.schemamedic.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelationPatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "public.orders    | public | orders      | true",
        "public.orders    | public | orders2     | false",
        "public.orders    | public | Orders      | false",
        "public.orders    | other  | orders      | false",
        "public.*         | public | anything    | true",
        "public.*         | public | a.b         | true",
        "public.*         | publik | anything    | false",
        "*.orders         | x.y    | orders      | true",
        "public.ord*s     | public | orders      | true",
        "public.**s       | public | orders      | true",
        "public.ord_rs    | public | orders      | false",
        "public.a$b       | public | a$b         | true",
        "public.[a]       | public | [a]         | true",
        "public.[a]       | public | a           | false",
        "public.\"O.x\"   | public | O.x         | true",
        "public.\"a*\"    | public | ab          | false",
        "public.\"a*\"    | public | a*          | true",
        "public.\"a\"\"b\"| public | a\"b        | true",
        "\"Sales\".\"X\"* | Sales  | X-1         | true",
      })
  void matchesExactNames(String pattern, String schemaName, String relationName, boolean matches) {
    assertThat(RelationPattern.parse(pattern).matches(schemaName, relationName)).isEqualTo(matches);
  }

  @Test
  void starMatchesAcrossLineEndsOfHostileNames() {
    assertThat(RelationPattern.parse("public.*").matches("public", "a\nb")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orders          | no schema",
        "*               | no schema",
        "a.b.c           | more than two parts",
        ".orders         | empty part",
        "public.         | empty part",
        "public.Orders   | upper case outside of quotes",
        "public.my order | blank",
        "public.\"orders | not closed",
      })
  void everythingElseIsRefusedWithTheReason(String pattern, String reason) {
    assertThatThrownBy(() -> RelationPattern.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void onlyPatternsWithoutWildcardAreExact() {
    assertThat(RelationPattern.parse("public.\"a*\"").isExact()).isTrue();
    assertThat(RelationPattern.parse("public.a*").isExact()).isFalse();
    assertThat(RelationPattern.parse("*.a").isExact()).isFalse();
  }
}

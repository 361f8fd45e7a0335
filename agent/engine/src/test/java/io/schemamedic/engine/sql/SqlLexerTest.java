package io.schemamedic.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.sql.SqlToken.Kind;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SqlLexerTest {
  /** SQL and its tokens, each as the first letter of its kind, a colon and its text. */
  static Stream<Arguments> texts() {
    return Stream.of(
        text(
            "SELECT a.b,\"c\"\"d\" FROM t;",
            "W:SELECT W:a D:. W:b C:, Q:\"c\"\"d\" W:FROM W:t S:;"),
        text("'it''s -- \"no\" /* */'", "T:'it''s -- \"no\" /* */'"),
        text("'back\\' x", "T:'back\\' W:x"),
        text("E'quote\\' in' e'a''b'", "T:E'quote\\' in' T:e'a''b'"),
        text("B'10' x'fF' N'n'", "T:B'10' T:x'fF' T:N'n'"),
        text("U&'d\\0061' U&\"d\\0061\" u & 'x'", "T:U&'d\\0061' U:U&\"d\\0061\" W:u O:& T:'x'"),
        text("'a'\n  'b'", "T:'a'\n  'b'"),
        text("'a' -- why\n 'b'", "T:'a' -- why\n 'b'"),
        text("'a' 'b'", "T:'a' T:'b'"),
        text("'a' /* c */ \n 'b'", "T:'a' T:'b'"),
        text("E'a'\n'\\'b'", "T:E'a'\n'\\'b'"),
        text("$$it's \"x\"$$", "T:$$it's \"x\"$$"),
        text("$a$ $$ $b$ $a$", "T:$a$ $$ $b$ $a$"),
        text("$ä1$x$ä1$", "T:$ä1$x$ä1$"),
        text("a$b$c", "W:a$b$c"),
        text("$1 $23", "P:$1 P:$23"),
        text("$ a", "O:$ W:a"),
        text("a=?", "W:a O:= P:?"),
        text("a=?-1", "W:a O:= P:? O:- N:1"),
        text("a ??| b ?? c", "W:a O:??| W:b O:?? W:c"),
        text("(?,?)", "L:( P:? C:, P:? R:)"),
        text(":name a::int b[1:2]", "O:: W:name W:a O::: W:int W:b B:[ N:1 O:: N:2 E:]"),
        text("f(x := 1, y => 2)", "W:f L:( W:x O::= N:1 C:, W:y O:=> N:2 R:)"),
        text("1 1.5 .5 1. 1e10 1.5E-3 1e", "N:1 N:1.5 N:.5 N:1. N:1e10 N:1.5E-3 N:1 W:e"),
        text("0x1F 0b10 0o17 1_000 0xg 1__0", "N:0x1F N:0b10 N:0o17 N:1_000 N:0 W:xg N:1 W:__0"),
        text("1..10 a..b", "N:1 O:.. N:10 W:a O:.. W:b"),
        text("a=-1 b@-1 c+-+d", "W:a O:= O:- N:1 W:b O:@- N:1 W:c O:+ O:- O:+ W:d"),
        text("a --c\n-b", "W:a O:- W:b"),
        text("a*/*x*/b", "W:a O:* W:b"),
        text("a+--c\nb", "W:a O:+ W:b"),
        text("@/**/- x", "O:@ O:- W:x"),
        text("/* a /* b */ c */ d", "W:d"),
        text("a<>b a!=b a->>'x'", "W:a O:<> W:b W:a O:!= W:b W:a O:->> T:'x'"),
        text("größe 日本 💡", "W:größe W:日本 W:💡"),
        text("a\u00a0b", "W:a\u00a0b"),
        text("{fn now()}", "O:{ W:fn W:now L:( R:) O:}"),
        text("\\d", "O:\\ W:d"),
        text("'open", "X:'open"),
        text("a 'b' \"open", "W:a T:'b' X:\"open"),
        text("a /* /* */", "W:a X:/* /* */"),
        text("$x$ $y$", "X:$x$ $y$"),
        text("E'\\", "X:E'\\"),
        text("'a'\n'b", "X:'a'\n'b"),
        text("", ""),
        text(" -- only", ""));
  }

  private static Arguments text(String sql, String tokens) {
    return Arguments.of(sql, tokens);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void tokensAreThoseOfPostgresql(String sql, String expected) {
    assertThat(
            SqlLexer.tokenize(sql).stream()
                .map(token -> letter(token.kind()) + ":" + token.text())
                .collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  private static char letter(Kind kind) {
    return switch (kind) {
      case WORD -> 'W';
      case QUOTED_IDENTIFIER -> 'Q';
      case UNICODE_IDENTIFIER -> 'U';
      case STRING -> 'T';
      case NUMBER -> 'N';
      case PARAMETER -> 'P';
      case OPERATOR -> 'O';
      case COMMA -> 'C';
      case DOT -> 'D';
      case LEFT_PAREN -> 'L';
      case RIGHT_PAREN -> 'R';
      case LEFT_BRACKET -> 'B';
      case RIGHT_BRACKET -> 'E';
      case SEMICOLON -> 'S';
      case UNTERMINATED -> 'X';
    };
  }

  @Test
  void wordsNameWhatPostgresqlLooksUp() {
    List<SqlToken> tokens = SqlLexer.tokenize("Orders \"Or\"\"ders\" U&\"x\" 'a' \"\"");

    assertThat(tokens)
        .extracting(SqlToken::identifier)
        .containsExactly(Identifier.of("orders"), Identifier.of("Or\"ders"), null, null, null);
  }

  @Test
  void quotedNamesAreTruncatedButNotFolded() {
    SqlToken token = SqlLexer.tokenize('"' + "A".repeat(70) + '"').get(0);

    assertThat(token.identifier()).isEqualTo(Identifier.of("A".repeat(63)));
  }

  @Test
  void keyWordsAreRecognisedInAsciiOnlyAndNotInQuotes() {
    List<SqlToken> tokens = SqlLexer.tokenize("InSert \"insert\" inſert");

    assertThat(tokens)
        .extracting(token -> token.isWord("insert"))
        .containsExactly(true, false, false);
  }

  @Test
  void tokensOfRandomTextAreOrderedAndWithinBounds() {
    Random random = new Random(20261122);
    String[] pieces = {
      "'", "\"", "$", "$a$", "--", "/*", "*/", "\n", " ", "E'", "U&\"", "\\", "?", "??", ".", "1",
      "e", "x", "0x", "+", "-", "@", "::", "(", ")", "[", "]", ";", ",", "ä", "💡", "\ud83d", "\0",
      "b", "_"
    };
    for (int round = 0; round < 20_000; round++) {
      StringBuilder sql = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        sql.append(pieces[random.nextInt(pieces.length)]);
      }
      assertWellFormed(sql.toString(), SqlLexer.tokenize(sql.toString()));
    }
  }

  private static void assertWellFormed(String sql, List<SqlToken> tokens) {
    int end = 0;
    for (SqlToken token : tokens) {
      assertThat(token.start()).as(sql).isGreaterThanOrEqualTo(end);
      assertThat(token.end())
          .as(sql)
          .isGreaterThan(token.start())
          .isLessThanOrEqualTo(sql.length());
      assertThat(token.text()).isEqualTo(sql.substring(token.start(), token.end()));
      token.identifier();
      end = token.end();
    }
  }
}

package io.schemamedic.cli.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentParserTest {
  private static final String URL = "--url=jdbc:postgresql://db/shop";

  private static Arguments parsed(String... words) throws UsageException {
    return ArgumentParser.parse(Command.CHECK, List.of(words));
  }

  private static List<String> problems(String... words) {
    return catchThrowableOfType(UsageException.class, () -> parsed(words)).problems();
  }

  @Test
  void valueMayFollowAnEqualsSignOrABlank() throws UsageException {
    Arguments arguments = parsed("--url", "jdbc:postgresql://db/shop?a=b", "--user=shop=1");

    assertThat(arguments.value(Option.URL)).contains("jdbc:postgresql://db/shop?a=b");
    assertThat(arguments.value(Option.USER)).contains("shop=1");
  }

  @Test
  void whatMayBeRepeatedIsKeptInOrder() throws UsageException {
    Arguments arguments = parsed(URL, "--driver-jar", "b.jar", "--driver-jar=a.jar");

    assertThat(arguments.values(Option.DRIVER_JAR)).containsExactly("b.jar", "a.jar");
  }

  @Test
  void whatIsGivenTwiceIsToldRatherThanDecided() {
    assertThat(problems(URL, URL)).containsExactly("--url is given twice");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertThat(problems(URL, "--jsn", "--user", "--json=yes", "--out", "file"))
        .containsExactly(
            "--jsn is unknown to check",
            "--user needs a value: ROLE",
            "--json takes no value",
            "--out is no option of check",
            "word 6 behind check is no option");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--password=Canary",
        "-pCanary",
        "Canary",
        "--Canary",
        "--sslpassword=Canary",
        "jdbc:postgresql://db/shop?password=Canary",
        "--json=Canary",
        "--=Canary"
      })
  void nothingThatMayBeAPasswordIsRepeated(String word) {
    assertThat(problems(URL, word)).isNotEmpty().noneMatch(problem -> problem.contains("Canary"));
  }

  @Test
  void passwordInTheArgumentsIsToldWhereElseItGoes() {
    assertThat(problems(URL, "--password", "Canary"))
        .first()
        .asString()
        .contains("--password-file", "SCHEMAMEDIC_PASSWORD");
  }

  @Test
  void databaseHasToBeNamed() {
    assertThat(problems("--json")).containsExactly("--url is missing: which database?");
  }

  @Test
  void helpNeedsNothingElse() throws UsageException {
    assertThat(parsed("--nonsense", "--help").has(Option.HELP)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void helpNamesEveryOptionOfACommand(Command command) {
    assertThat(String.join("\n", HelpText.of(command)))
        .contains(command.options().stream().map(Option::word).toList());
  }

  @Test
  void attachTakesAProcessAndSettings() throws UsageException {
    Arguments arguments =
        ArgumentParser.parse(
            Command.ATTACH, List.of("4711", "mode=repair", "--timeout=5s", "repair.user=a=b"));

    assertThat(arguments.pid()).isEqualTo(4711);
    assertThat(arguments.settings()).containsExactly("mode=repair", "repair.user=a=b");
  }

  @Test
  void approveTakesAProcessAndAPlan() throws UsageException {
    Arguments arguments =
        ArgumentParser.parse(Command.APPROVE, List.of("4711", "d5a7b2", "--timeout=5s"));

    assertThat(arguments.pid()).isEqualTo(4711);
    assertThat(arguments.plan()).isEqualTo("d5a7b2");
    assertThat(ArgumentParser.parse(Command.APPROVE, List.of("4711")).plan()).isEmpty();
  }

  /** Nothing that could be SQL ever gets as far as the service. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "d5a7b",
        "D5A7B2",
        "d5a7b2 or 1",
        "ALTER TABLE a ADD b int",
        "d5a7b2;",
        "../d5a7b2"
      })
  void whatIsNoIdOfAPlanIsRefused(String plan) {
    assertThatThrownBy(() -> ArgumentParser.parse(Command.APPROVE, List.of("4711", plan)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no id of a plan")
        .hasMessageNotContaining("ALTER");
  }

  @Test
  void otherCommandsTakeNoSettingsAndSecretsAreNotRepeated() {
    assertThatThrownBy(() -> ArgumentParser.parse(Command.STATUS, List.of("4711", "pw=Canary")))
        .isInstanceOf(UsageException.class)
        .hasMessageNotContaining("Canary");
    assertThatThrownBy(() -> ArgumentParser.parse(Command.OFF, List.of()))
        .hasMessageContaining("'list'");
    assertThatThrownBy(() -> ArgumentParser.parse(Command.OFF, List.of("1", "2")))
        .isInstanceOf(UsageException.class);
  }
}

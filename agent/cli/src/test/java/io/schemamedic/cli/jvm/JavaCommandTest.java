package io.schemamedic.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaCommandTest {

  @ParameterizedTest
  @CsvSource({
    "java -Xmx1g -jar /opt/shop/shop.jar --password=x, shop.jar",
    "java -cp a:b --add-opens java.base/java.lang=ALL-UNNAMED shop.Main secret, shop.Main",
    "java -p mods -m shop/shop.Main, shop/shop.Main",
    "java @options, ''",
    "java -jar, ''",
    "java, ''"
  })
  void mainIsWhatIsStartedAndNothingBehindIt(String command, String main) {
    assertThat(JavaCommand.of(List.of(command.split(" "))).main()).isEqualTo(main);
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql-42.7.13.jar, true",
    "postgresql.jar, true",
    "ojdbc11.jar, true",
    "h2-2.3.jar, true",
    "hibernate-h2-tools.jar, false",
    "postgresql-tools.txt, false"
  })
  void driversAreKnownByTheirNames(String name, boolean isDriver) {
    assertThat(DriverJars.among(List.of("/opt/lib/" + name)).contains(name)).isEqualTo(isDriver);
  }
}

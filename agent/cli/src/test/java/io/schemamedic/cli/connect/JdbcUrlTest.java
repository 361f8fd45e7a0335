package io.schemamedic.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.schemamedic.cli.arguments.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/shop?password=Canary",
        "jdbc:postgresql://db/shop?user=a&PASSWORD=Canary",
        "jdbc:postgresql://db/shop?ssl=true&sslpassword=Canary",
        "jdbc:postgresql://db/shop?sslpasswordcallback=my.Callback&password=Canary",
        "jdbc:postgresql://db/shop?pass%77ord=Canary",
        "jdbc:postgresql://shop:Canary@db/shop",
        "postgresql://shop:Canary@db/shop",
        "postgres://db/shop?password=Canary"
      })
  void secretIsRefusedAndNotRepeated(String url) {
    UsageException refused = catchThrowableOfType(UsageException.class, () -> JdbcUrl.parse(url));

    assertThat(refused)
        .hasMessageContaining("holds a password")
        .hasMessageContaining("--password-file")
        .hasMessageNotContaining("Canary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Canary", "jdbc:mysql://Canary/shop", "postgresql://Canary/shop"})
  void anythingElseIsToldTheForm(String url) {
    UsageException refused = catchThrowableOfType(UsageException.class, () -> JdbcUrl.parse(url));

    assertThat(refused)
        .hasMessageContaining("jdbc:postgresql://HOST:PORT/DATABASE")
        .hasMessageNotContaining("Canary");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db:5433/shop?user=a&ssl=true, db:5433/shop",
    "'jdbc:postgresql://a,b:5433/shop', 'a,b:5433/shop'",
    "jdbc:postgresql:shop, shop",
    "jdbc:postgresql://db/shop?sslpasswordcallback=my.Callback, db/shop"
  })
  void placeIsTold(String url, String place) throws UsageException {
    assertThat(JdbcUrl.parse(url)).hasToString(place);
  }

  @Test
  void userInTheUrlIsSeen() throws UsageException {
    assertThat(JdbcUrl.parse("jdbc:postgresql://db/shop?ssl=true&user=a").namesUser()).isTrue();
    assertThat(JdbcUrl.parse("jdbc:postgresql://db/user=a?sslfactory=x").namesUser()).isFalse();
  }
}

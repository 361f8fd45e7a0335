package io.schemamedic.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTargetTest {
  private static final String URL = "jdbc:postgresql://db:5432/shop";

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db:5432/shop, db:5432/shop",
    "jdbc:postgresql://db/shop?user=u&ssl=true, db/shop",
    "'jdbc:postgresql://one:1,two:2/shop?x=y', 'one:1,two:2/shop'",
    "jdbc:postgresql://[::1]:5432/shop, [::1]:5432/shop",
    "jdbc:postgresql:shop, shop",
    "jdbc:postgresql:///, /",
    "jdbc:pgproxy://db/shop, jdbc:pgproxy://db/shop",
  })
  void labelIsHostPortAndDatabase(String url, String label) {
    assertThat(target(url).label()).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/shop?user=app&password=s3cret",
        "jdbc:postgresql://db/shop?password=s3cret",
        "jdbc:postgresql://db/shop?password=s3cret@home&user=x",
        "jdbc:postgresql://db/shop?password=a/s3cret?b=s3cret",
        "jdbc:postgresql://app:s3cret@db/shop",
        "jdbc:postgresql://app:p@s3cret@db/shop",
        "jdbc:postgresql://app:s3cret@db/shop?password=s3cret",
        "jdbc:wrapper://app:s3cret@db/shop",
        "jdbc:postgresql:shop?sslpassword=s3cret",
      })
  void neitherLabelNorTextTellsASecret(String url) {
    Properties properties = new Properties();
    properties.setProperty("password", "s3cret");

    ServiceTarget target = new ServiceTarget(url, "app", properties, loader());

    assertThat(target.label()).doesNotContain("s3cret");
    assertThat(target).asString().doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://one/shop, false",
    "'jdbc:postgresql://one,two/shop', true",
    "'jdbc:postgresql://one/shop?x=a,b', false",
  })
  void severalHostsAreTwoServers(String url, boolean several) {
    assertThat(target(url).hasSeveralHosts()).isEqualTo(several);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://one/shop, ''",
    "jdbc:postgresql://one/shop?targetServerType=primary, ''",
    "jdbc:postgresql://one/shop?targetServerType=master, ''",
    "jdbc:postgresql://one/shop?targetServerType=any, ''",
    "jdbc:postgresql://one/shop?targetServerType=, ''",
    "jdbc:postgresql://one/shop?targetServerType, ''",
    "jdbc:postgresql://one/shop?targetServerType=secondary, secondary",
    "jdbc:postgresql://one/shop?x=y&targetServerType=preferSecondary, prefersecondary",
    "jdbc:postgresql://one/shop?targetServerType=preferSlave&x=y, preferslave",
  })
  void serverThatIsWantedIsToldIfItIsAStandby(String url, String wanted) {
    assertThat(target(url).wantedServer()).isEqualTo(wanted);
  }

  @Test
  void serverThatIsWantedMayBeAProperty() {
    Properties properties = new Properties();
    properties.setProperty("targetServerType", "secondary");

    assertThat(new ServiceTarget(URL, "app", properties, loader()).wantedServer())
        .isEqualTo("secondary");
  }

  @Test
  void databasesAreToldApartByUrlUserAndLoaderAlone() throws Exception {
    ServiceTarget target = new ServiceTarget(URL, "app", null, loader());
    try (URLClassLoader other = new URLClassLoader(new URL[0])) {
      assertThat(target)
          .isEqualTo(new ServiceTarget(URL, "app", new Properties(), loader()))
          .hasSameHashCodeAs(new ServiceTarget(URL, "app", new Properties(), loader()))
          .isNotEqualTo(new ServiceTarget(URL, "other", null, loader()))
          .isNotEqualTo(new ServiceTarget(URL + "?x=y", "app", null, loader()))
          .isNotEqualTo(new ServiceTarget(URL, "app", null, other));
    }
  }

  @Test
  void onlyKnownPropertiesMakeItReachable() {
    assertThat(target(URL).isReachable()).isFalse();
    assertThat(new ServiceTarget(URL, "app", new Properties(), loader()).isReachable()).isTrue();
  }

  private static ServiceTarget target(String url) {
    return new ServiceTarget(url, "app", null, loader());
  }

  private static ClassLoader loader() {
    return ServiceTargetTest.class.getClassLoader();
  }
}

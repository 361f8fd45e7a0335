package io.schemamedic.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlParametersTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://h/d, jdbc:postgresql://h/d",
    "jdbc:postgresql://h/d?, jdbc:postgresql://h/d",
    "jdbc:postgresql://h/d?a=1, jdbc:postgresql://h/d",
    "jdbc:postgresql://h/d?a, jdbc:postgresql://h/d",
    "jdbc:postgresql://h/d?a=1&x=2&b=3, jdbc:postgresql://h/d?x=2",
    "jdbc:postgresql://h/d?x=1&&a=2&y=a=1, jdbc:postgresql://h/d?x=1&y=a=1",
    "jdbc:postgresql://h/d?x=1?a=2, jdbc:postgresql://h/d?x=1?a=2",
    "jdbc:postgresql://h/d?aa=1&A=2, jdbc:postgresql://h/d?aa=1&A=2",
  })
  void namedParametersAreLeftOut(String url, String without) {
    assertThat(UrlParameters.without(Set.of("a", "b"), url)).isEqualTo(without);
  }

  @Test
  void ourSessionsArePatientForAtMostTheBudget() {
    Properties own = SessionOpener.ownProperties(7);

    assertThat(own.getProperty("socketTimeout")).isEqualTo("7");
    assertThat(own.getProperty("connectTimeout")).isEqualTo("7");
    assertThat(own.getProperty("loginTimeout")).isEqualTo("0");
    assertThat(own.getProperty("ApplicationName")).isEqualTo("schema-medic");
    assertThat(own.getProperty("autosave")).isEqualTo("never");
    assertThat(own.getProperty("preferQueryMode")).isEqualTo("extended");
    assertThat(own.getProperty("prepareThreshold")).isEqualTo("0");
    assertThat(own.getProperty("readOnly")).isEqualTo("false");
  }
}

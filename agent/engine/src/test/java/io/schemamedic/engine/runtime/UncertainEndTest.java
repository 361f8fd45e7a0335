package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class UncertainEndTest {
  @ParameterizedTest
  @ValueSource(strings = {"08006", "57P01", "58030", "40003"})
  void serverThatCannotVouchForItsOwnEnd(String sqlState) {
    assertThat(UncertainEnd.is(server(sqlState))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "40001", "42703", "57014", "25P02"})
  void serverThatRefused(String sqlState) {
    assertThat(UncertainEnd.is(server(sqlState))).isFalse();
    assertThat(UncertainEnd.is(batch(server(sqlState)))).isFalse();
  }

  @Test
  void driverThatDislikesTheAnswerOfTheServer() {
    SQLException driver = new SQLException("No results were returned by the query.", "02000");

    assertThat(UncertainEnd.is(driver)).isTrue();
    assertThat(UncertainEnd.is(batch(driver))).isTrue();
  }

  @Test
  void errorOfTheJvm() {
    assertThat(UncertainEnd.is(new OutOfMemoryError("for the test"))).isTrue();
  }

  private static SQLException server(String sqlState) {
    return new PSQLException(
        new ServerErrorMessage("SERROR\0C" + sqlState + "\0Mfor the test\0\0"));
  }

  private static SQLException batch(SQLException cause) {
    return new BatchUpdateException("aborted", cause.getSQLState(), new int[] {-3}, cause);
  }
}

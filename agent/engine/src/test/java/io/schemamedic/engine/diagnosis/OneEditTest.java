package io.schemamedic.engine.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.sql.Identifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneEditTest {

  @ParameterizedTest
  @CsvSource({
    "orders, order",
    "orders, oders",
    "orders, rders",
    "orders, ordders",
    "orders, xorders",
    "orders, orxers",
    "orders, oredrs",
    "orders, roders",
    "orders, ordesr",
    "orders, Oders",
    "order2, order_",
    "abcd, abce",
  })
  void slipOfTheFingers(String one, String other) {
    assertThat(OneEdit.isBetween(Identifier.of(one), Identifier.of(other))).isTrue();
    assertThat(OneEdit.isBetween(Identifier.of(other), Identifier.of(one))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "orders, orders",
    "orders, ORDERS",
    "orders, orde",
    "orders, ordxxs",
    "orders, odrres",
    "orders, oderrs_",
    "orders, sorder",
    "orders_2024, orders_2025",
    "orders_2012, orders_2021",
    "line1, line12",
    "line, line2",
    "abc, abd",
    "abc, abcd",
    "customers, orders",
  })
  void anotherName(String one, String other) {
    assertThat(OneEdit.isBetween(Identifier.of(one), Identifier.of(other))).isFalse();
    assertThat(OneEdit.isBetween(Identifier.of(other), Identifier.of(one))).isFalse();
  }
}

package io.schemamedic.engine.digest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Sha256Test {

  @Test
  void textIsHashedInUtf8() {
    // As sha256sum(1) says.
    assertThat(Sha256.hex("é", 64))
        .isEqualTo("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c");
  }

  @Test
  void leadingZerosAreDigits() {
    assertThat(Sha256.hex("39", 8)).isEqualTo("0b918943");
  }

  @Test
  void allBytesAreThere() {
    assertThat(Sha256.of("")).hasSize(32).startsWith(0xe3, 0xb0, 0xc4, 0x42);
  }
}

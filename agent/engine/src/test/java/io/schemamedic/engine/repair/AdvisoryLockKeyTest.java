package io.schemamedic.engine.repair;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdvisoryLockKeyTest {

  /** Processes of two versions must not repair at once, so this number may never change. */
  @Test
  void keyIsTheSameInEveryVersion() {
    assertThat(AdvisoryLocks.key(name("public.conversations"))).isEqualTo(4896244047023791316L);
  }

  @Test
  void keyTellsRelationsApart() {
    assertThat(AdvisoryLocks.key(name("a.b"))).isNotEqualTo(AdvisoryLocks.key(name("a.B")));
    assertThat(AdvisoryLocks.key(name("a.b"))).isNotEqualTo(AdvisoryLocks.key(name("b.a")));
  }
}

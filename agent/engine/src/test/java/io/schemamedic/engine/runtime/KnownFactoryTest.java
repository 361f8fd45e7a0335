package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownFactoryTest {

  /** As Hibernate's registries are, whatever their class. */
  public static final class Registry {
    private final boolean active;

    Registry(boolean active) {
      this.active = active;
    }

    /** Asked by name. */
    public boolean isActive() {
      return active;
    }
  }

  @Test
  void factoryIsOpenAsLongAsItsRegistryIsActive() {
    Registry active = new Registry(true);
    Registry closed = new Registry(false);

    assertThat(new KnownFactory("hibernate", active).isOpen()).isTrue();
    assertThat(new KnownFactory("hibernate", closed).isOpen()).isFalse();
  }

  @Test
  void registryThatDoesNotTellIsTakenForOpen() {
    Object unknown = new Object();

    assertThat(new KnownFactory("hibernate", unknown).isOpen()).isTrue();
  }

  @Test
  void factoryIsKnownByItsRegistry() {
    Registry one = new Registry(true);
    KnownFactory factory = new KnownFactory("hibernate(shop)", one);

    assertThat(factory.isOf(one)).isTrue();
    assertThat(factory.isOf(new Registry(true))).isFalse();
    assertThat(factory.source()).isEqualTo("hibernate(shop)");
  }
}

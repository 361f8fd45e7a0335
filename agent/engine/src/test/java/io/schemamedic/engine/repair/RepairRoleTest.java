package io.schemamedic.engine.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class RepairRoleTest {
  private final Properties service = new Properties();
  private final ServiceTarget target =
      new ServiceTarget(
          "jdbc:postgresql://db/shop?user=app&ssl=true&password=apps",
          "app",
          service,
          RepairRoleTest.class.getClassLoader());

  RepairRoleTest() {
    service.setProperty("user", "app");
    service.setProperty("password", "apps");
    service.setProperty("ssl", "true");
  }

  @Test
  void nothingConfiguredIsTheService() throws SQLException {
    RepairRole role = new RepairRole(null, null, () -> null);

    assertThat(role.isServices()).isTrue();
    assertThat(role.url(target)).isEqualTo(target.url());
    assertThat(role.properties(service)).isEqualTo(service);
  }

  @Test
  void ownUserBringsItsOwnPassword() throws SQLException {
    RepairRole role = new RepairRole(null, "medic", () -> "medics");

    assertThat(role.isServices()).isFalse();
    assertThat(role.properties(service))
        .containsEntry("user", "medic")
        .containsEntry("password", "medics")
        .containsEntry("ssl", "true");
  }

  @Test
  void ownUserWithoutPasswordDoesNotUseTheServices() throws SQLException {
    RepairRole role = new RepairRole(null, "medic", () -> null);

    assertThat(role.properties(service))
        .containsEntry("user", "medic")
        .doesNotContainKey("password");
  }

  @Test
  void userInTheServicesUrlDoesNotCountMoreThanOurs() {
    RepairRole role = new RepairRole(null, "medic", () -> null);

    assertThat(role.url(target)).isEqualTo("jdbc:postgresql://db/shop?ssl=true");
  }

  @Test
  void ownUrlIsUsedAsItIs() throws SQLException {
    RepairRole role = new RepairRole("jdbc:postgresql://primary/shop?user=x", null, () -> null);

    assertThat(role.isServices()).isFalse();
    assertThat(role.url(target)).isEqualTo("jdbc:postgresql://primary/shop?user=x");
    assertThat(role.properties(service)).containsEntry("user", "app");
  }

  @Test
  void servicesPropertiesAreLeftAlone() throws SQLException {
    new RepairRole(null, "medic", () -> "medics").properties(service);

    assertThat(service).containsEntry("user", "app").containsEntry("password", "apps");
  }

  @Test
  void passwordFileThatCannotBeReadIsAnErrorOfTheConnection() {
    RepairRole role =
        new RepairRole(
            null,
            "medic",
            () -> {
              throw new IOException("no such file");
            });

    assertThatThrownBy(() -> role.properties(service))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
  }

  @Test
  void textTellsNothing() {
    assertThat(new RepairRole("jdbc:x?password=s3cret", "medic", () -> "s3cret"))
        .hasToString("repair role");
  }
}

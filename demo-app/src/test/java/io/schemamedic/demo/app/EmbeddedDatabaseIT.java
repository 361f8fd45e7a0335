package io.schemamedic.demo.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class EmbeddedDatabaseIT {

  @Test
  void withoutAUrlTheAppBringsItsOwnDatabase() throws Exception {
    try (ConfigurableApplicationContext context = RunningApp.start()) {
      assertThat(RunningApp.backendOf(context).post("/api/v1/chat/session", Map.of()).status())
          .isEqualTo(200);
    }
  }
}

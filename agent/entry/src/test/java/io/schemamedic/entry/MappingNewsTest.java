package io.schemamedic.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MappingNewsTest {
  private final FakeEngine engine = new FakeEngine();

  @AfterEach
  void closeGate() {
    Gatekeeper.open(null);
  }

  @Test
  void engineHearsOfAMappingBeforeAndAfter() {
    Gatekeeper.open(engine);

    tell(false);
    tell(true);

    assertThat(engine.mapped).containsExactly(false, true);
  }

  @Test
  void engineThatIsStillStartingIsWaitedFor() throws InterruptedException {
    EngineStart start = new EngineStart(() -> false);
    Gatekeeper.openLater(start);
    Thread building = new Thread(() -> tell(false));
    building.start();
    start.finish(engine);
    Gatekeeper.openAfter(start, engine);
    building.join();

    assertThat(engine.mapped).containsExactly(false);
  }

  @Test
  void nobodyIsToldOfWhatTheAgentBuildsOrOfNothing() {
    Gatekeeper.open(engine);
    Gatekeeper.enterAgent();
    tell(false);
    Gatekeeper.leaveAgent();

    MappingNews.schemaManagement(getClass(), null, "services", Map.of(), false);

    assertThat(engine.mapped).isEmpty();
    assertThat(engine.agentErrors).isEmpty();
  }

  @Test
  void withoutAnEngineNothingHappens() {
    tell(true);

    assertThat(engine.mapped).isEmpty();
  }

  private void tell(boolean over) {
    MappingNews.schemaManagement(getClass(), "metadata", "services", Map.of(), over);
  }
}

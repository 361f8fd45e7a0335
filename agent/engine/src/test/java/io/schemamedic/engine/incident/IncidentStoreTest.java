package io.schemamedic.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentStoreTest {
  private static final Instant TIME = Instant.parse("2026-11-22T16:15:00Z");
  private final IncidentStore store = new IncidentStore();

  @Test
  void likeOccurrencesAreOneIncidentWithTheFirstIdAndTheLastParticulars() {
    store.record(occurrence("a-1", TIME, "failed", "public.t").build());
    Incident incident =
        store.record(
            occurrence("a-2", TIME.plusSeconds(5), "healed", "public.t")
                .callDelay(Duration.ofMillis(9))
                .build());

    assertThat(store.recent()).containsExactly(incident);
    assertThat(incident.id()).isEqualTo("a-1");
    assertThat(incident.count()).isEqualTo(2);
    assertThat(incident.firstSeen()).isEqualTo(TIME);
    assertThat(incident.lastSeen()).isEqualTo(TIME.plusSeconds(5));
    assertThat(incident.decision()).isEqualTo("healed");
    assertThat(incident.callDelay()).isEqualTo(Duration.ofMillis(9));
  }

  @Test
  void statementIsThatOfTheLastCallThatNamesOne() {
    Incident first = occurrence("a-1", TIME, "failed", "public.t").build().ofStatement("f1");

    assertThat(store.isNew(first)).isTrue();
    store.record(first);
    assertThat(store.isNew(first)).isFalse();
    Incident unnamed = store.record(occurrence("a-2", TIME, "failed", "public.t").build());
    assertThat(unnamed.statementFingerprint()).isEqualTo("f1");
    assertThat(store.record(first.ofStatement("f2")).statementFingerprint()).isEqualTo("f2");
  }

  @Test
  void lastSeenComesFirst() {
    store.record(occurrence("a-1", TIME, "healed", "public.a").build());
    store.record(occurrence("a-2", TIME, "healed", "public.b").build());
    store.record(occurrence("a-3", TIME, "healed", "public.a").build());

    assertThat(store.recent())
        .extracting(Incident::relation)
        .containsExactly("public.a", "public.b");
  }

  @Test
  void stormIsHeldInBoundedMemory() {
    for (int i = 0; i < 858_000; i++) {
      store.record(occurrence("a-" + i, TIME, "refused", "public.t" + i).build());
    }

    assertThat(store.recent()).hasSize(200);
    assertThat(store.recent().get(0).relation()).isEqualTo("public.t857999");
  }

  @Test
  void jsonHasTheFieldsThatAreKnown() {
    store.record(
        occurrence("a-1", TIME, "healed", "public.\"t\"")
            .database("app")
            .failure("undefined_table", "42P01")
            .ddl(List.of("CREATE TABLE public.t ()"))
            .callDelay(Duration.ofMillis(9))
            .build());

    assertThat(store.toJson())
        .isEqualTo(
            "{\"incidents\":[{\"id\":\"a-1\",\"firstSeen\":\"2026-11-22T16:15:00Z\","
                + "\"lastSeen\":\"2026-11-22T16:15:00Z\",\"count\":1,\"database\":\"app\","
                + "\"relation\":\"public.\\\"t\\\"\",\"kind\":\"undefined_table\","
                + "\"sqlState\":\"42P01\",\"decision\":\"healed\",\"reason\":\"repaired\","
                + "\"runbook\":\"/runbook#repaired\",\"ddl\":[\"CREATE TABLE public.t ()\"],\"callDelayMillis\":9}]}");
  }

  @Test
  void noIncidentsAreAnEmptyArray() {
    assertThat(store.toJson()).isEqualTo("{\"incidents\":[]}");
  }

  @Test
  void idsOfOneProcessDifferAndBeginAlike() {
    IncidentIds ids = IncidentIds.of(0x123fa91cL);

    assertThat(ids.next()).isEqualTo("3fa91c-1");
    assertThat(ids.next()).isEqualTo("3fa91c-2");
  }

  private static Incident.Builder occurrence(
      String id, Instant time, String decision, String relation) {
    return Incident.of(id, time, decision, "repaired").relation(relation, List.of());
  }
}

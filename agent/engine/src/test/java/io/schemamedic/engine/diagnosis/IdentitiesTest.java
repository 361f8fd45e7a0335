package io.schemamedic.engine.diagnosis;

import static io.schemamedic.engine.testing.TestCatalog.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.catalog.LiveColumn;
import io.schemamedic.engine.catalog.LiveRelation;
import io.schemamedic.engine.catalog.LiveRelation.Trait;
import io.schemamedic.engine.sql.Identifier;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class IdentitiesTest {
  private static final Identifier NOTE = Identifier.of("note");

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(Identities.none().isEmpty()).isTrue();
    assertThat(Identities.none().oid(name("public.orders"))).isZero();
    assertThat(Identities.none().renamed(orders(7, Map.of()), NOTE)).isNull();
  }

  @Test
  void oidIsTheLastOneSeen() {
    Identities known = seeing(orders(7, Map.of())).seeing(List.of(orders(8, Map.of())));

    assertThat(known.isEmpty()).isFalse();
    assertThat(known.oid(name("public.orders"))).isEqualTo(8);
  }

  @Test
  void columnOfTheSameNumberIsTheSameColumn() {
    Identities known = seeing(orders(7, Map.of("id", 1, "note", 2)));

    Diagnosis renamed = known.renamed(orders(7, Map.of("id", 1, "remark", 2)), NOTE);

    assertThat(renamed.detail()).isEqualTo("public.orders.note is now remark");
  }

  @Test
  void oldNameIsRememberedThoughTheNewOneWasSeen() {
    LiveRelation now = orders(7, Map.of("remark", 2));
    Identities known = seeing(orders(7, Map.of("note", 2))).seeing(List.of(now));

    assertThat(known.renamed(now, NOTE)).isNotNull();
  }

  @Test
  void columnThatIsGoneIsNotRenamed() {
    Identities known = seeing(orders(7, Map.of("id", 1, "note", 2)));

    assertThat(known.renamed(orders(7, Map.of("id", 1, "remark", 3)), NOTE)).isNull();
    assertThat(known.renamed(orders(7, Map.of("id", 1)), NOTE)).isNull();
  }

  @Test
  void columnThatIsThereIsNotRenamed() {
    Identities known = seeing(orders(7, Map.of("note", 2)));

    assertThat(known.renamed(orders(7, Map.of("note", 2)), NOTE)).isNull();
  }

  @Test
  void anotherTableOfTheSameNameHasOtherColumns() {
    Identities known = seeing(orders(7, Map.of("note", 2)));
    LiveRelation other = orders(8, Map.of("remark", 2));

    assertThat(known.renamed(other, NOTE)).isNull();
    assertThat(known.seeing(List.of(other)).renamed(other, NOTE)).isNull();
  }

  private static Identities seeing(LiveRelation relation) {
    return Identities.none().seeing(List.of(relation));
  }

  private static LiveRelation orders(long oid, Map<String, Integer> columns) {
    Map<Identifier, LiveColumn> live = new LinkedHashMap<>();
    columns.forEach(
        (column, number) -> live.put(Identifier.of(column), new LiveColumn("text", false, number)));
    return new LiveRelation(oid, name("public.orders"), EnumSet.of(Trait.ORDINARY_TABLE), 9, live);
  }
}

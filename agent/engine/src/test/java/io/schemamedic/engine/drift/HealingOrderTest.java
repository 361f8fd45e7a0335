package io.schemamedic.engine.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HealingOrderTest {
  @Test
  void parentsComeFirstAndOthersAsTheyWere() {
    assertThat(
            order(
                "CREATE TABLE c (id int REFERENCES b); CREATE TABLE x (id int);"
                    + " CREATE TABLE b (id int PRIMARY KEY REFERENCES a);"
                    + " CREATE TABLE a (id int PRIMARY KEY)",
                "c",
                "x",
                "b",
                "a"))
        .containsExactly("public.a", "public.b", "public.c", "public.x");
  }

  @Test
  void parentThatIsThereStillLinksWhatIsMissing() {
    assertThat(
            order(
                "CREATE TABLE c (id int REFERENCES b);"
                    + " CREATE TABLE b (id int PRIMARY KEY REFERENCES a);"
                    + " CREATE TABLE a (id int PRIMARY KEY)",
                "c",
                "a"))
        .containsExactly("public.a", "public.c");
  }

  @Test
  void tablesThatReferToEachOtherAndToThemselvesEnd() {
    assertThat(
            order(
                "CREATE TABLE a (id int PRIMARY KEY REFERENCES a, b int);"
                    + " CREATE TABLE b (id int PRIMARY KEY REFERENCES a);"
                    + " ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b",
                "a",
                "b"))
        .containsExactlyInAnyOrder("public.a", "public.b");
  }

  private static List<String> order(String script, String... missing) {
    DeclaredSchema declared = DdlScriptReader.read("t.sql", script);
    List<RelationName> relations =
        Stream.of(missing)
            .map(name -> RelationName.of(Identifier.of("public"), Identifier.of(name)))
            .toList();
    return HealingOrder.of(relations, declared).stream().map(RelationName::toString).toList();
  }
}

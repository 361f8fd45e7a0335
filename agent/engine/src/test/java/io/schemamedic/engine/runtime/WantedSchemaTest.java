package io.schemamedic.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.schema.ddl.DdlScriptReader;
import io.schemamedic.engine.source.SourceContent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WantedSchemaTest {
  private final List<String> lines = new ArrayList<>();
  private final WantedSchema wanted = new WantedSchema(lines::add);
  private int changes;

  WantedSchemaTest() {
    wanted.onChange(() -> changes++);
  }

  @Test
  void laterSourcesAddToEarlierOnes() {
    assertThat(wanted.start(List.of(source("file:a.sql", "CREATE TABLE a (id int);")))).isEmpty();
    wanted.learned(source("hibernate", "CREATE TABLE b (id int); CREATE VIEW v AS SELECT 1;"));

    assertThat(tables()).isEqualTo("[public.a, public.b]");
    assertThat(changes).isEqualTo(1);
    assertThat(lines)
        .containsExactly(
            "[schema-medic] learned what is declared source=\"hibernate\" tables=1 skipped=1");
  }

  @Test
  void sourceThatIsReadAgainTakesItsOldPlace() {
    wanted.learned(source("dir:m", "CREATE TABLE a (id int);"));
    wanted.learned(source("dir:m", "CREATE TABLE a (id int);"));
    assertThat(changes).isEqualTo(1);

    wanted.learned(source("dir:m", "CREATE TABLE a (id int, b int);"));

    assertThat(changes).isEqualTo(2);
    assertThat(lines).hasSize(2);
    assertThat(wanted.current().tables().values()).singleElement().asString().contains("b int");
  }

  @Test
  void contradictionLeavesNothingDeclaredUntilItIsMended() {
    wanted.start(List.of(source("file:a.sql", "CREATE TABLE a (id int); CREATE TABLE c ();")));
    wanted.learned(source("hibernate", "CREATE TABLE a (id bigint);"));
    wanted.learned(source("hibernate", "CREATE TABLE a (id bigint);"));

    assertThat(wanted.isBroken()).isTrue();
    assertThat(wanted.current().tables()).isEmpty();
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("only observes")
        .contains("public.a is declared differently in file:a.sql and hibernate");

    wanted.learned(source("hibernate", "CREATE TABLE a (id int);"));

    assertThat(wanted.isBroken()).isFalse();
    assertThat(tables()).isEqualTo("[public.a, public.c]");
    assertThat(changes).isEqualTo(2);
  }

  @Test
  void sourceThatCannotBeReliedOnCountsForAll() {
    wanted.start(List.of(source("file:a.sql", "CREATE TABLE a (id int);")));
    wanted.learned(SourceContent.broken("classpath:db", List.of("V2__x.sql is there twice")));

    assertThat(wanted.current().tables()).isEmpty();
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("declared=classpath:db (the declared source): V2__x.sql is there twice");
  }

  @Test
  void whatIsWrongFromTheStartIsLeftToTheReportOnTheWholeConfiguration() {
    assertThat(wanted.start(List.of(SourceContent.broken("file:a.sql", List.of("is cut")))))
        .singleElement()
        .asString()
        .contains("is cut");
    assertThat(lines).isEmpty();
    assertThat(wanted.isBroken()).isTrue();
  }

  private String tables() {
    return wanted.current().tables().keySet().toString();
  }

  private static SourceContent source(String name, String ddl) {
    return SourceContent.of(name, DdlScriptReader.read(name, ddl));
  }
}

package io.schemamedic.engine.source.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.schema.DeclaredTable;
import io.schemamedic.engine.source.Migration;
import io.schemamedic.engine.source.MigrationTool;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.source.folder.DirectoryFolder;
import io.schemamedic.engine.sql.Identifier;
import io.schemamedic.engine.sql.RelationName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiquibaseSourceTest {
  private static final String TABLE =
      "<createTable tableName=\"t\"><column name=\"id\" type=\"int\"/></createTable>";
  private static final String PLAIN = "<changeSet id=\"1\" author=\"a\">" + TABLE + "</changeSet>";

  private final Path root;

  LiquibaseSourceTest(@TempDir Path root) {
    this.root = root;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<changeSet id=\"2\" author=\"a\" context=\"test\">%s</changeSet>",
        "<changeSet id=\"2\" author=\"a\" contextFilter=\"test\">%s</changeSet>",
        "<changeSet id=\"2\" author=\"a\" labels=\"l\">%s</changeSet>",
        "<changeSet id=\"2\" author=\"a\"><preConditions><not><tableExists tableName=\"x\"/></not>"
            + "</preConditions>%s</changeSet>",
        "<changeSet id=\"2\" author=\"a\"><preConditions><or><dbms type=\"postgresql\"/>"
            + "<runningAs username=\"x\"/></or></preConditions>%s</changeSet>",
        "<changeSet id=\"2\" author=\"a\">%s<modifySql><append value=\"x\"/></modifySql></changeSet>",
      })
  void whatMayNotRunIsInDoubt(String changeSet) throws IOException {
    String more =
        "<createTable tableName=\"u\"><column name=\"id\" type=\"int\"/></createTable>"
            + "<addColumn tableName=\"t\"><column name=\"c\" type=\"int\"/></addColumn>";

    SourceContent content = xml(PLAIN + changeSet.formatted(more));

    assertThat(table(content, "t").isSupported()).isFalse();
    assertThat(table(content, "u").isSupported()).isFalse();
    assertThat(content.schema().skipped()).anyMatch(each -> each.reason().startsWith("it runs"));
  }

  @Test
  void whatIsForAnotherDatabaseIsNotThere() throws IOException {
    SourceContent content =
        xml(
            PLAIN
                + "<changeSet id=\"2\" author=\"a\" dbms=\"mysql, oracle\"><dropTable"
                + " tableName=\"t\"/></changeSet><changeSet id=\"3\" author=\"a\""
                + " dbms=\"!postgresql\"><dropTable tableName=\"t\"/></changeSet>");

    assertThat(table(content, "t").isSupported()).isTrue();
  }

  @Test
  void changeThatIsNotKnownPutsItsTableInDoubtAndIsListed() throws IOException {
    SourceContent content =
        xml(
            PLAIN
                + "<changeSet id=\"2\" author=\"a\"><mergeColumns tableName=\"t\""
                + " column1Name=\"a\"/><customChange class=\"x\"/></changeSet>");

    assertThat(table(content, "t").isSupported()).isFalse();
    assertThat(content.schema().skipped().toString())
        .contains("mergeColumns", "customChange", "puts public.t in doubt");
  }

  @Test
  void propertyWithoutAValuePutsInDoubtWhatItTouches() throws IOException {
    SourceContent content =
        xml(
            PLAIN
                + "<changeSet id=\"2\" author=\"a\"><addColumn tableName=\"t\"><column name=\"c\""
                + " type=\"${type}\"/></addColumn></changeSet>");

    assertThat(table(content, "t").isSupported()).isFalse();
  }

  @Test
  void changeSetsAreMigrations() throws IOException {
    SourceContent content =
        xml(
            PLAIN
                + "<changeSet id=\"2\" author=\"b\"><addColumn tableName=\"t\"><column name=\"c\""
                + " type=\"int\"/></addColumn></changeSet>");

    assertThat(content.tool()).isEqualTo(MigrationTool.LIQUIBASE);
    assertThat(content.migrations())
        .extracting(Migration::script)
        .containsExactly("log.xml::1::a", "log.xml::2::b");
    assertThat(content.migrations().get(0).makes(name("t"))).isTrue();
    assertThat(content.migrations().get(1).adds(name("t"), Identifier.of("c"))).isTrue();
    assertThat(content.migrations().get(1).isTolerant()).isFalse();
  }

  @Test
  void preconditionOfFormattedSqlPutsInDoubt() throws IOException {
    write(
        "log.sql",
        """
        --liquibase formatted sql
        --changeset a:1
        --preconditions onFail:MARK_RAN
        --precondition-sql-check expectedResult:0 SELECT count(*) FROM x
        CREATE TABLE t (id int);
        --rollback DROP TABLE t;
        --changeset a:2 context:test
        CREATE TABLE u (id int);
        --changeset a:3
        CREATE TABLE v (id int);
        """);

    SourceContent content = read("log.sql");

    assertThat(table(content, "t").isSupported()).isFalse();
    assertThat(table(content, "u").isSupported()).isFalse();
    assertThat(table(content, "v").isSupported()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><databaseChangeLog>&e;"
            + "</databaseChangeLog>",
        "<databaseChangeLog>",
        "<databaseChangeLog><include file=\"missing.xml\"/></databaseChangeLog>",
        "<databaseChangeLog><includeAll path=\"missing\"/></databaseChangeLog>",
        "<databaseChangeLog/>"
      })
  void whatCannotBeReadDeclaresNothing(String text) throws IOException {
    write("log.xml", text);

    SourceContent content = read("log.xml");

    assertThat(content.problems()).hasSize(1);
    assertThat(content.schema().tables()).isEmpty();
  }

  @Test
  void logsThatIncludeEachOtherEnd() throws IOException {
    write("other.xml", "<databaseChangeLog><include file=\"log.xml\"/></databaseChangeLog>");

    SourceContent content = xml("<include file=\"other.xml\"/>" + PLAIN);

    assertThat(content.schema().tables()).hasSize(1);
  }

  @Test
  void shortTextThatStandsForMoreThanTheMemoryHoldsIsNotRead() throws IOException {
    StringBuilder yaml = new StringBuilder("a0: &a0 {x: y}\n");
    for (int i = 1; i <= 25; i++) {
      yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    write("log.yaml", yaml.toString());
    write("deep.xml", "<a>".repeat(5_000) + "</a>".repeat(5_000));

    assertThat(read("log.yaml").problems()).singleElement().asString().contains("more than");
    assertThat(read("deep.xml").problems()).singleElement().asString().contains("too deeply");
  }

  @Test
  void propertiesThatNameEachOtherEnd() throws IOException {
    StringBuilder properties = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      properties
          .append("<property name=\"p%d\" value=\"".formatted(i))
          .append("${p%d}".formatted(i + 1).repeat(20))
          .append("\"/>");
    }

    SourceContent content =
        xml(
            properties
                + "<property name=\"p9\" value=\"x\"/>"
                + PLAIN
                + "<changeSet id=\"2\" author=\"a\"><sql>CREATE TABLE ${p0} (id int)</sql>"
                + "</changeSet>");

    assertThat(content.schema().tables()).containsOnlyKeys(name("t"));
  }

  @Test
  void propertyThatMayHaveAnotherValueIsNotKnown() throws IOException {
    SourceContent content =
        xml(
            "<property name=\"c\" value=\"one\" context=\"prod\"/>"
                + "<property name=\"c\" value=\"two\"/>"
                + PLAIN
                + "<changeSet id=\"2\" author=\"a\"><addColumn tableName=\"t\"><column"
                + " name=\"${c}\" type=\"int\"/></addColumn></changeSet>");

    assertThat(table(content, "t").isSupported()).isFalse();
  }

  @Test
  void changeSetThatIsThereTwiceIsAnError() throws IOException {
    assertThat(xml(PLAIN + PLAIN).problems()).containsExactly("log.xml::1::a is there twice");
  }

  @Test
  void folderIsListedOnceHoweverManyOfItsFilesAreIncluded() throws IOException {
    Files.createDirectories(root.resolve("parts"));
    StringBuilder includes = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      write(
          "parts/" + i + ".sql",
          "--liquibase formatted sql\n--changeset a:%d\nCREATE TABLE t%d ();".formatted(i, i));
      includes.append("<include file=\"parts/%d.sql\"/>".formatted(i));
    }
    write("log.xml", "<databaseChangeLog>" + includes + "</databaseChangeLog>");
    List<String> listed = new ArrayList<>();

    SourceContent content =
        LiquibaseSource.read(
            "file:log.xml",
            new ChangeLogFiles(
                folder -> {
                  listed.add(folder);
                  return new DirectoryFolder(root.resolve(folder).toString());
                }),
            "log.xml");

    assertThat(content.schema().tables()).hasSize(5);
    assertThat(listed).containsExactly("", "parts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "databaseChangeLog: [",
        "!!java.net.URL [http://x]",
        "a: &a [*b]",
        "a: &a [{b: *a}]",
        "5"
      })
  void yamlThatIsNoChangeLogDeclaresNothing(String yaml) throws IOException {
    write("log.yaml", yaml);

    assertThat(read("log.yaml").problems()).hasSize(1);
  }

  private SourceContent xml(String content) throws IOException {
    write("log.xml", "<databaseChangeLog>" + content + "</databaseChangeLog>");
    return read("log.xml");
  }

  private SourceContent read(String path) {
    return LiquibaseSource.read(
        "file:" + path,
        new ChangeLogFiles(folder -> new DirectoryFolder(root.resolve(folder).toString())),
        path);
  }

  private void write(String path, String text) throws IOException {
    Files.writeString(root.resolve(path), text);
  }

  private static DeclaredTable table(SourceContent content, String table) {
    assertThat(content.problems()).isEmpty();
    return Objects.requireNonNull(content.schema().table(name(table)), table);
  }

  private static RelationName name(String table) {
    return RelationName.of(Identifier.of("public"), Identifier.of(table));
  }
}

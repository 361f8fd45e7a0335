package io.schemamedic.engine.source.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.engine.schema.DeclaredSchema;
import io.schemamedic.engine.schema.ddl.SchemaScript;
import io.schemamedic.engine.source.SourceContent;
import io.schemamedic.engine.source.folder.DirectoryFolder;
import io.schemamedic.engine.testing.CatalogListing;
import io.schemamedic.engine.testing.MigrationProject;
import io.schemamedic.engine.testing.TestDatabase;
import io.schemamedic.engine.testing.TestDatabaseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the model of a change log makes in an empty database is what Liquibase makes there. */
@ExtendWith(TestDatabaseExtension.class)
class LiquibaseSourceIT {
  private Path root;

  LiquibaseSourceIT(@TempDir Path root) {
    this.root = root;
  }

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(root.resolve("db/changelog/changes"));
  }

  @Test
  void xmlWithItsIncludes(TestDatabase byLiquibase, TestDatabase byModel) throws Exception {
    write(
        "db/changelog/db.changelog-master.xml",
        xml(
            """
            <property name="id.type" value="bigint" dbms="postgresql"/>
            <property name="id.type" value="number" dbms="h2"/>
            <property name="text" value="varchar(200)"/>
            <include file="changes/first.xml" relativeToChangelogFile="true"/>
            <includeAll path="db/changelog/changes/more"/>
            """));
    write("db/changelog/changes/first.xml", xml(TABLES));
    Files.createDirectory(root.resolve("db/changelog/changes/more"));
    write("db/changelog/changes/more/a.xml", xml(ALTERATIONS));
    write("db/changelog/changes/more/b.sql", "CREATE TABLE raw (id int PRIMARY KEY);");
    write(
        "db/changelog/changes/more/c.sql",
        """
        --liquibase formatted sql

        --property name:price value:numeric(12,2)

        --changeset ann:prices runOnChange:false endDelimiter:@@
        CREATE TABLE prices (id int PRIMARY KEY, price ${price} DEFAULT 0)
        @@
        CREATE INDEX by_price ON prices (price)
        @@
        --rollback DROP TABLE prices

        --changeset "bob b":"2 b" dbms:h2
        CREATE TABLE for_h2 (id int);

        --changeset bob:fn splitStatements:false
        CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
        /* liquibase rollback
           DROP TABLE prices;
        */
        """);

    assertSame("db/changelog/db.changelog-master.xml", byLiquibase, byModel);
  }

  @Test
  void yaml(TestDatabase byLiquibase, TestDatabase byModel) throws Exception {
    write(
        "db/changelog/db.changelog-master.yaml",
        """
        databaseChangeLog:
          - property:
              name: now
              value: now()
          - include:
              file: db/changelog/changes/sql.yml
          - changeSet:
              id: 1
              author: ann
              changes:
                - createTable:
                    tableName: person
                    remarks: People
                    columns:
                      - column:
                          name: id
                          type: bigint
                          autoIncrement: true
                          constraints:
                            primaryKey: true
                            nullable: false
                      - column: {name: name, type: varchar(50), remarks: "It's a name", constraints: {nullable: false, unique: true}}
                      - column: {name: active, type: boolean, defaultValueBoolean: true}
                      - column: {name: created, type: timestamp with time zone, defaultValueComputed: "${now}"}
                      - column: {name: score, type: int, defaultValueNumeric: 7}
                - addColumn:
                    tableName: person
                    columns:
                      - column: {name: city, type: varchar(20), defaultValue: "O'Hara"}
          - changeSet:
              id: 2
              author: bob
              comment: indexes
              changes:
                - createIndex:
                    indexName: by_city
                    tableName: person
                    columns:
                      - column: {name: city}
                      - column: {name: created, descending: true}
                - sql: CREATE TABLE plain (id int PRIMARY KEY, person bigint REFERENCES person (id));
                - sql:
                    sql: ALTER TABLE plain ADD note text
              rollback:
                - dropTable: {tableName: person}
        """);
    write(
        "db/changelog/changes/sql.yml",
        """
        databaseChangeLog:
        - changeSet:
            id: file
            author: ann
            changes:
            - sqlFile:
                path: script.sql
                relativeToChangelogFile: true
        """);
    write("db/changelog/changes/script.sql", "CREATE TABLE of_file (id uuid PRIMARY KEY);");

    assertSame("db/changelog/db.changelog-master.yaml", byLiquibase, byModel);
  }

  @Test
  void json(TestDatabase byLiquibase, TestDatabase byModel) throws Exception {
    write(
        "log.json",
        """
        {"databaseChangeLog": [{"changeSet": {"id": "1", "author": "ann", "changes": [
          {"createTable": {"tableName": "t", "columns": [
            {"column": {"name": "id", "type": "int", "constraints": {"primaryKey": true}}}]}}]}}]}
        """);

    assertSame("log.json", byLiquibase, byModel);
  }

  @Test
  void types(TestDatabase byLiquibase, TestDatabase byModel) throws Exception {
    StringBuilder columns = new StringBuilder();
    int number = 0;
    for (String type :
        """
        bigint;int;integer;smallint;tinyint;number;number(10,2);numeric(5);decimal(9,3)
        double;double precision;float;float(24);real;boolean;bit;bit(3);char(4);nchar(4)
        varchar(30);nvarchar(30);varchar2(30);text;clob;nclob;longtext;longvarchar;blob;longblob
        binary;varbinary(20);bytea;date;time;datetime;timestamp;timestamp(3);time(2)
        timestamp with time zone;timestamptz;uuid;json;jsonb;xml;inet;text[];currency;varchar
        java.sql.Types.VARCHAR(12);java.sql.Types.BIGINT;java.sql.Types.TIMESTAMP
        java.sql.Types.BLOB;java.sql.Types.CLOB;java.sql.Types.DOUBLE;VARCHAR(7);INT8
        timestamp without time zone;interval;money;datetime2;time with time zone;int4;oid
        """
            .split("[;\\n]")) {
      columns.append("<column name=\"c%d\" type=\"%s\"/>\n".formatted(++number, type));
    }
    write(
        "log.xml",
        xml(
            "<changeSet id=\"1\" author=\"a\"><createTable tableName=\"all_types\">"
                + columns
                + "</createTable></changeSet>"));

    assertSame("log.xml", byLiquibase, byModel);
  }

  private void assertSame(String master, TestDatabase byLiquibase, TestDatabase byModel)
      throws Exception {
    MigrationProject.ofChangeLog(root, master).migrate(byLiquibase);

    SourceContent content =
        LiquibaseSource.read(
            "file:" + master,
            new ChangeLogFiles(folder -> new DirectoryFolder(root.resolve(folder).toString())),
            master);

    assertThat(content.problems()).isEmpty();
    DeclaredSchema schema = content.schema();
    assertThat(schema.tables().values())
        .as(schema.skipped().toString())
        .allMatch(table -> table.isSupported());
    SchemaScript.of(schema).forEach(byModel::execute);
    assertThat(catalog(byModel)).isEqualTo(catalog(byLiquibase));
  }

  private static SortedMap<String, String> catalog(TestDatabase database) throws SQLException {
    try (Connection connection = database.connection()) {
      SortedMap<String, String> listing = CatalogListing.of(connection);
      listing.keySet().removeIf(MigrationProject::isOfTheTool);
      return listing;
    }
  }

  private void write(String path, String text) throws IOException {
    Files.writeString(root.resolve(path), text);
  }

  private static String xml(String content) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
              http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
        """
        + content
        + "</databaseChangeLog>";
  }

  private static final String TABLES =
      """
      <changeSet id="1" author="ann">
        <createSequence sequenceName="order_no" startValue="100" incrementBy="5"/>
        <createTable tableName="customer" remarks="Who pays">
          <column name="id" type="${id.type}" autoIncrement="true" startWith="10">
            <constraints primaryKey="true" primaryKeyName="pk_customer"/>
          </column>
          <column name="email" type="${text}">
            <constraints nullable="false" unique="true" uniqueConstraintName="uq_email"/>
          </column>
          <column name="handle" type="varchar(30)" defaultValue="it's">
            <constraints unique="true"/>
          </column>
          <column name="active" type="boolean" defaultValueBoolean="true">
            <constraints nullable="false"/>
          </column>
          <column name="off" type="boolean" defaultValue="false"/>
          <column name="level" type="int" defaultValue="3"/>
          <column name="rate" type="decimal(10,2)" defaultValueNumeric="0.5"/>
          <column name="born" type="date" defaultValueDate="2020-02-03"/>
          <column name="seen" type="timestamp" defaultValueDate="2020-02-03T04:05:06"/>
          <column name="created_at" type="timestamp" defaultValueComputed="CURRENT_TIMESTAMP"/>
          <column name="changed_at" type="timestamp" defaultValueDate="CURRENT_TIMESTAMP"/>
          <column name="no" type="bigint" defaultValueSequenceNext="order_no"/>
        </createTable>
        <createTable tableName="CamelCase">
          <column name="id" type="uuid"><constraints primaryKey="true"/></column>
          <column name="orderNo" type="int"/>
          <column name="UPPER" type="int"/>
          <column name="user" type="int"/>
        </createTable>
        <createTable tableName="orders">
          <column name="region" type="char(2)"><constraints primaryKey="true"/></column>
          <column name="number" type="int"><constraints primaryKey="true"/></column>
          <column name="customer_id" type="bigint">
            <constraints nullable="false" foreignKeyName="fk_customer" references="customer(id)"
                deleteCascade="true"/>
          </column>
          <column name="payer_id" type="bigint">
            <constraints foreignKeyName="fk_payer" referencedTableName="customer"
                referencedColumnNames="id" deferrable="true" initiallyDeferred="true"/>
          </column>
        </createTable>
        <rollback><dropTable tableName="orders"/></rollback>
      </changeSet>
      <changeSet id="h2" author="ann" dbms="h2">
        <createTable tableName="for_h2"><column name="id" type="int"/></createTable>
      </changeSet>
      <changeSet id="pg" author="ann">
        <preConditions onFail="MARK_RAN"><dbms type="postgresql"/></preConditions>
        <createTable tableName="for_pg"><column name="id" type="int"/></createTable>
      </changeSet>
      """;

  private static final String ALTERATIONS =
      """
      <changeSet id="1" author="ann">
        <addColumn tableName="orders">
          <column name="note" type="varchar(10)" defaultValue="x"/>
          <column name="state" type="varchar(10)" defaultValue="new">
            <constraints nullable="false" unique="true" uniqueConstraintName="uq_state"/>
          </column>
          <column name="camel" type="uuid">
            <constraints foreignKeyName="fk_camel" references="CamelCase(id)"/>
          </column>
          <column name="gone" type="int"/>
          <column name="was" type="int"/>
          <column name="parent_region" type="char(2)"/>
          <column name="parent_number" type="int"/>
        </addColumn>
        <dropColumn tableName="orders" columnName="gone"/>
        <renameColumn tableName="orders" oldColumnName="was" newColumnName="is" columnDataType="int"/>
        <modifyDataType tableName="orders" columnName="note" newDataType="varchar(500)"/>
        <addNotNullConstraint tableName="orders" columnName="note" columnDataType="varchar(500)"/>
        <dropDefaultValue tableName="orders" columnName="note"/>
        <addDefaultValue tableName="orders" columnName="is" defaultValueNumeric="4"/>
        <addForeignKeyConstraint constraintName="fk_parent" baseTableName="orders"
            baseColumnNames="parent_region, parent_number" referencedTableName="orders"
            referencedColumnNames="region, number" onDelete="SET NULL" onUpdate="CASCADE"/>
        <addUniqueConstraint tableName="orders" columnNames="customer_id, note"
            constraintName="uq_note"/>
        <createIndex indexName="ix_orders" tableName="orders" unique="true">
          <column name="customer_id"/><column name="state" descending="true"/>
        </createIndex>
        <createIndex indexName="ix_lower" tableName="orders">
          <column name="lower(note)" computed="true"/>
        </createIndex>
        <setTableRemarks tableName="orders" remarks="What is bought"/>
      </changeSet>
      <changeSet id="2" author="ann">
        <createTable tableName="old_name"><column name="id" type="bigint"/></createTable>
        <renameTable oldTableName="old_name" newTableName="new_name"/>
        <addPrimaryKey tableName="new_name" columnNames="id" constraintName="pk_new"/>
        <addAutoIncrement tableName="new_name" columnName="id" columnDataType="bigint"/>
        <createTable tableName="temporary_one">
          <column name="id" type="int"><constraints primaryKey="true"/></column>
        </createTable>
        <dropTable tableName="temporary_one" cascadeConstraints="true"/>
        <dropUniqueConstraint tableName="customer" constraintName="uq_email"/>
        <dropForeignKeyConstraint baseTableName="orders" constraintName="fk_payer"/>
        <dropNotNullConstraint tableName="customer" columnName="active" columnDataType="boolean"/>
        <dropIndex tableName="orders" indexName="ix_lower"/>
        <sql>CREATE TYPE mood AS ENUM ('good', 'bad'); ALTER TABLE customer ADD feeling mood;</sql>
        <insert tableName="new_name"><column name="id" valueNumeric="1"/></insert>
        <sql dbms="oracle">CREATE TABLE for_oracle (id number)</sql>
      </changeSet>
      """;
}

package io.schemamedic.frameworks.program;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.util.List;
import javax.sql.DataSource;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertValuesStep2;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** A service on jOOQ. */
public final class JooqService {
  private static final Table<Record> NOTES = table(name("notes"));
  private static final Table<Record> VISITS = table(name("visits"));
  private static final Field<String> AUTHOR = field(name("author"), SQLDataType.VARCHAR);
  private static final Field<String> COLOR = field(name("color"), SQLDataType.VARCHAR);

  private JooqService() {}

  /** Serves until the input ends. */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    Service.serve(JooqService::scenes);
  }

  private static Scenes scenes(DataSource pool) {
    DSLContext jooq = DSL.using(pool, SQLDialect.POSTGRES);
    Scenes scenes = new Scenes(() -> {});
    scenes
        .add("autocommit: `insertInto`", "notes", () -> insert(jooq, "cy").execute())
        .add(
            "autocommit: `insertInto ... returning`",
            "notes",
            () -> insert(jooq, "cy").returningResult(COLOR).fetchOne(COLOR))
        .add(
            "autocommit: `select` of all columns",
            "notes",
            () -> jooq.select(AUTHOR, COLOR).from(NOTES).fetch(COLOR))
        .add(
            "autocommit: `select` with a condition on the column",
            "notes",
            () -> jooq.select(AUTHOR).from(NOTES).where(COLOR.eq("red")).fetch(AUTHOR))
        .add("autocommit: `fetchCount`", "notes", () -> jooq.fetchCount(NOTES, COLOR.isNull()))
        .add(
            "autocommit: `update ... set` of the column",
            "notes",
            () -> jooq.update(NOTES).set(COLOR, "red").where(AUTHOR.eq("ann")).execute())
        .add(
            "autocommit: `batch` of one statement with several values",
            "notes",
            () ->
                jooq.batch(insert(jooq, "?")).bind("cy", "red").bind("di", "red").execute().length)
        .add(
            "autocommit: `batch` of several statements",
            "notes",
            () -> jooq.batch(List.of(insert(jooq, "cy"), insert(jooq, "di"))).execute().length)
        .add(
            "`transactionResult`: first `insertInto`",
            "notes",
            () -> jooq.transactionResult(trx -> insert(trx.dsl(), "cy").execute()))
        .add(
            "`transactionResult`: `insertInto` after another statement",
            "notes",
            () -> jooq.transactionResult(trx -> visit(trx) + insert(trx.dsl(), "cy").execute()))
        .add(
            "nested `transactionResult`: `insertInto`",
            "notes",
            () ->
                jooq.transactionResult(
                    outer ->
                        visit(outer)
                            + outer
                                .dsl()
                                .transactionResult(trx -> insert(trx.dsl(), "cy").execute())));
    return scenes;
  }

  private static InsertValuesStep2<Record, String, String> insert(DSLContext jooq, String author) {
    return jooq.insertInto(NOTES, AUTHOR, COLOR).values(author, "red");
  }

  private static int visit(Configuration transaction) {
    return transaction.dsl().insertInto(VISITS, AUTHOR).values("cy").execute();
  }
}

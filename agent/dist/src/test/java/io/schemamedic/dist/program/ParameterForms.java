package io.schemamedic.dist.program;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.util.ByteStreamWriter;
import org.postgresql.util.PGInterval;
import org.postgresql.util.PGobject;

/** Every way to bind a value; {@code long} ones are more than the driver reads into memory. */
final class ParameterForms {
  private static final int LONG = 60_000;

  private ParameterForms() {}

  private interface Binding {
    void on(PreparedStatement statement, Connection connection) throws Exception;
  }

  static Map<String, EntryPoint> all() {
    Map<String, EntryPoint> all = new LinkedHashMap<>();
    all.put("setNull", of("note", (s, c) -> s.setNull(1, Types.VARCHAR)));
    all.put("setBytes", of("bytes", (s, c) -> s.setBytes(1, new byte[] {1, 0, 2})));
    all.put("setBigDecimal", of("number", (s, c) -> s.setBigDecimal(1, BigDecimal.ONE)));
    all.put("setDouble", of("number", (s, c) -> s.setDouble(1, 0.5)));
    all.put("setDate", of("day", (s, c) -> s.setDate(1, Date.valueOf("2020-02-02"))));
    all.put("setTimestamp", of("moment", (s, c) -> s.setTimestamp(1, new Timestamp(1))));
    all.put("setObject(LocalDate)", of("day", (s, c) -> s.setObject(1, LocalDate.EPOCH)));
    all.put(
        "setObject(OffsetDateTime)",
        of(
            "moment",
            (s, c) -> s.setObject(1, OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC))));
    all.put("setObject(UUID)", of("uid", (s, c) -> s.setObject(1, new UUID(1, 2))));
    all.put("setObject(PGInterval)", of("span", (s, c) -> s.setObject(1, new PGInterval("1 day"))));
    all.put("setObject(PGobject)", of("doc", (s, c) -> s.setObject(1, json())));
    all.put("setObject(byte[])", of("bytes", (s, c) -> s.setObject(1, new byte[] {3})));
    all.put("setObject(int[])", of("list", (s, c) -> s.setObject(1, new int[] {1, 2})));
    all.put(
        "setArray",
        of("list", (s, c) -> s.setArray(1, c.createArrayOf("int4", new Integer[] {1, 2}))));
    all.put(
        "setArray(primitive)",
        of(
            "list",
            (s, c) ->
                s.setArray(
                    1, c.unwrap(PGConnection.class).createArrayOf("int4", new int[] {1, 2}))));
    all.put("setObject(Map)", hstore());
    all.put(
        "setSQLXML",
        of(
            "note",
            "xmlserialize(CONTENT ? AS text)",
            (s, c) -> {
              java.sql.SQLXML xml = c.createSQLXML();
              xml.setString("<a/>");
              s.setSQLXML(1, xml);
            }));
    streams(all);
    largeObjects(all);
    return all;
  }

  private static void streams(Map<String, EntryPoint> all) {
    all.put("setBinaryStream", of("bytes", (s, c) -> s.setBinaryStream(1, bytes(9))));
    all.put("setBinaryStream, long", of("bytes", (s, c) -> s.setBinaryStream(1, bytes(LONG))));
    all.put("setBinaryStream(int)", of("bytes", (s, c) -> s.setBinaryStream(1, bytes(9), 9)));
    all.put("setBinaryStream(long)", of("bytes", (s, c) -> s.setBinaryStream(1, bytes(9), 9L)));
    all.put(
        "setBinaryStream(int), long",
        of("bytes", (s, c) -> s.setBinaryStream(1, bytes(LONG), LONG)));
    all.put("setAsciiStream", of("note", (s, c) -> s.setAsciiStream(1, bytes(9))));
    all.put("setAsciiStream(int)", of("note", (s, c) -> s.setAsciiStream(1, bytes(9), 9)));
    all.put(
        "setAsciiStream(int), long", of("note", (s, c) -> s.setAsciiStream(1, bytes(LONG), LONG)));
    all.put("setUnicodeStream", of("note", (s, c) -> unicode(s)));
    all.put("setCharacterStream", of("note", (s, c) -> s.setCharacterStream(1, text(9))));
    all.put("setCharacterStream, long", of("note", (s, c) -> s.setCharacterStream(1, text(LONG))));
    all.put(
        "setCharacterStream(int)", of("note", (s, c) -> s.setCharacterStream(1, text(LONG), LONG)));
    all.put("setObject(InputStream)", of("bytes", (s, c) -> s.setObject(1, bytes(9))));
    all.put("setObject(Reader)", of("note", (s, c) -> s.setObject(1, text(9))));
    all.put(
        "setObject(ByteStreamWriter)",
        of(
            "bytes",
            (s, c) -> s.setObject(1, ByteStreamWriter.of(ByteBuffer.wrap(new byte[] {4})))));
    all.put("setClob(Reader)", of("note", (s, c) -> s.setClob(1, text(9))));
  }

  private static void largeObjects(Map<String, EntryPoint> all) {
    all.put("setBlob(InputStream)", of("number", (s, c) -> s.setBlob(1, bytes(9))));
    all.put(
        "setBlob(Blob)",
        of(
            "number",
            (s, c) ->
                s.setBlob(
                    1,
                    new org.postgresql.jdbc.PgBlob(
                        c.unwrap(org.postgresql.core.BaseConnection.class), 1))));
  }

  @SuppressWarnings("deprecation")
  private static void unicode(PreparedStatement statement) throws Exception {
    statement.setUnicodeStream(1, bytes(9), 9);
  }

  private static PGobject json() throws Exception {
    PGobject json = new PGobject();
    json.setType("jsonb");
    json.setValue("{\"a\": 1}");
    return json;
  }

  private static EntryPoint hstore() {
    return of("note", "CAST(? AS hstore)::text", (s, c) -> s.setObject(1, Map.of("a", "1")));
  }

  private static InputStream bytes(int length) {
    return new ByteArrayInputStream("x".repeat(length).getBytes(StandardCharsets.US_ASCII));
  }

  private static Reader text(int length) {
    return new StringReader("y".repeat(length));
  }

  private static EntryPoint of(String column, Binding binding) {
    return of(column, "?", binding);
  }

  private static EntryPoint of(String column, String expression, Binding binding) {
    return (connection, table) -> {
      String sql = "INSERT INTO " + table + " (" + column + ") VALUES (" + expression + ")";
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        binding.on(statement, connection);
        return CallerView.call(statement, statement::executeUpdate);
      }
    };
  }
}

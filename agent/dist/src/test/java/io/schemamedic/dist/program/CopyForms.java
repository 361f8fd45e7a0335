package io.schemamedic.dist.program;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import org.postgresql.copy.PGCopyInputStream;
import org.postgresql.copy.PGCopyOutputStream;
import org.postgresql.util.ByteStreamWriter;

/** All ways of copying, and what is left in the caller's stream afterwards. */
final class CopyForms {
  private static final String IN = "COPY %s (note) FROM STDIN";
  private static final String OUT = "COPY %s (note) TO STDOUT";
  private static final byte[] ROWS = "a\nb\n".getBytes(StandardCharsets.UTF_8);

  private CopyForms() {}

  private interface Copy {
    Object with(CopyManager copies, String sql) throws Exception;
  }

  private interface CopyFrom {
    Object with(CopyManager copies, String sql, InputStream stream) throws Exception;
  }

  static Map<String, EntryPoint> all() {
    Map<String, EntryPoint> all = new LinkedHashMap<>();
    all.put("copyIn(String)", of(IN, CopyForms::write));
    all.put(
        "copyIn(String,Reader)",
        (connection, table) -> {
          StringReader rows = new StringReader("a\nb\n");
          String seen = of(IN, (c, sql) -> c.copyIn(sql, rows)).call(connection, table);
          return seen + ", left " + (rows.read() != -1);
        });
    all.put(
        "copyIn(String,Reader,int)",
        of(IN, (c, sql) -> c.copyIn(sql, new StringReader("a\nb\n"), 2)));
    all.put("copyIn(String,InputStream)", from(IN, (c, sql, rows) -> c.copyIn(sql, rows)));
    all.put("copyIn(String,InputStream,int)", from(IN, (c, sql, rows) -> c.copyIn(sql, rows, 2)));
    all.put(
        "copyIn(String,ByteStreamWriter)",
        of(IN, (c, sql) -> c.copyIn(sql, ByteStreamWriter.of(java.nio.ByteBuffer.wrap(ROWS)))));
    all.put("copyOut(String)", of(OUT, CopyForms::read));
    all.put("copyOut(String,Writer)", of(OUT, (c, sql) -> c.copyOut(sql, new StringWriter())));
    all.put(
        "copyOut(String,OutputStream)",
        of(OUT, (c, sql) -> c.copyOut(sql, new ByteArrayOutputStream())));
    all.put(
        "copyOut(String) of a query",
        of("COPY (SELECT note FROM %s) TO STDOUT", (c, sql) -> c.copyOut(sql, new StringWriter())));
    all.put(
        "PGCopyInputStream",
        (connection, table) -> {
          PGConnection own = connection.unwrap(PGConnection.class);
          try (InputStream rows = new PGCopyInputStream(own, OUT.formatted(table))) {
            return new String(rows.readAllBytes(), StandardCharsets.UTF_8);
          } catch (SQLException e) {
            return CallerView.exception(e);
          }
        });
    all.put(
        "PGCopyOutputStream",
        (connection, table) -> {
          PGConnection own = connection.unwrap(PGConnection.class);
          try (OutputStream rows = new PGCopyOutputStream(own, IN.formatted(table))) {
            rows.write(ROWS);
            return "written";
          } catch (SQLException e) {
            return CallerView.exception(e);
          }
        });
    return all;
  }

  private static long write(CopyManager copies, String sql) throws SQLException {
    CopyIn copy = copies.copyIn(sql);
    copy.writeToCopy(ROWS, 0, ROWS.length);
    return copy.endCopy();
  }

  private static String read(CopyManager copies, String sql) throws SQLException {
    CopyOut copy = copies.copyOut(sql);
    StringBuilder seen = new StringBuilder();
    for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
      seen.append(new String(row, StandardCharsets.UTF_8));
    }
    return seen.toString();
  }

  private static EntryPoint of(String sql, Copy copy) {
    return (connection, table) -> {
      CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
      try {
        return "copied " + copy.with(copies, sql.formatted(table));
      } catch (SQLException e) {
        return CallerView.exception(e);
      }
    };
  }

  private static EntryPoint from(String sql, CopyFrom copy) {
    return (connection, table) -> {
      ByteArrayInputStream rows = new ByteArrayInputStream(ROWS);
      String seen = of(sql, (c, text) -> copy.with(c, text, rows)).call(connection, table);
      return seen + ", left " + rows.available();
    };
  }
}

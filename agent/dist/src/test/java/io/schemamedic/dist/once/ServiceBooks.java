package io.schemamedic.dist.once;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the service has been told: each of its calls, counted. */
final class ServiceBooks {
  private final Map<String, Integer> rows = new TreeMap<>();
  private final Map<String, Integer> keys = new TreeMap<>();
  private final Map<String, Integer> counters = new TreeMap<>();
  private final Map<String, Integer> exceptions = new TreeMap<>();
  private final Map<Way, Integer> healedWays = new EnumMap<>(Way.class);
  private final Map<Link, Integer> healedLinks = new EnumMap<>(Link.class);
  private final Map<String, Integer> ends = new TreeMap<>();
  private final List<String> complaints = new ArrayList<>();
  private int acknowledgedWrites;
  private int partlyStored;

  /** A line of the service, in whatever order. */
  void read(String line) {
    if (!line.startsWith("call ")) {
      complaints.add(line);
      return;
    }
    CallReport call = CallReport.parse(line);
    ends.merge(call.end(), 1, Integer::sum);
    acknowledgedWrites += call.isAcknowledged() && call.way().isWriting() ? 1 : 0;
    partlyStored += call.isAcknowledged() || call.stored().isEmpty() ? 0 : 1;
    call.exceptions().forEach(state -> exceptions.merge(state, 1, Integer::sum));
    healedWays.merge(call.way(), call.healed(), Integer::sum);
    healedLinks.merge(call.link(), call.healed(), Integer::sum);
    call.stored().forEach(row -> stored(call, row));
  }

  private void stored(CallReport call, String row) {
    String table = row.substring(0, row.indexOf('/'));
    if (table.equals(Tables.UPDATED) || table.equals(Tables.UPSERTED)) {
      counters.merge(table + "|" + call.caller(), 1, Integer::sum);
      return;
    }
    String[] entryAndKey = row.substring(table.length() + 1).split("=");
    String known =
        String.join(
            "|",
            table,
            Integer.toString(call.caller()),
            Long.toString(call.seq()),
            entryAndKey[0],
            call.way().name());
    rows.merge(known, 1, Integer::sum);
    if (entryAndKey.length == 2) {
      keys.merge(known + "|" + entryAndKey[1], 1, Integer::sum);
    }
  }

  /** How often each row is known to be stored, as {@code TABLE|CALLER|SEQ|ENTRY|WAY}. */
  Map<String, Integer> rows() {
    return rows;
  }

  /** As {@link #rows}, with the key at the end, for those of which the server has told it. */
  Map<String, Integer> keys() {
    return keys;
  }

  /** How often each caller has counted, as {@code TABLE|CALLER}. */
  Map<String, Integer> counters() {
    return counters;
  }

  /** How many exceptions callers got, by SQLSTATE. */
  Map<String, Integer> exceptions() {
    return exceptions;
  }

  /** How many statements worked although the server had refused them. */
  Map<Way, Integer> healedWays() {
    return healedWays;
  }

  /** The same, by connection. */
  Map<Link, Integer> healedLinks() {
    return healedLinks;
  }

  Map<String, Integer> ends() {
    return ends;
  }

  /** Whatever is no report of a call. */
  List<String> complaints() {
    return complaints;
  }

  int acknowledgedWrites() {
    return acknowledgedWrites;
  }

  /** Calls with an exception that have stored something nevertheless, as the driver told them. */
  int partlyStored() {
    return partlyStored;
  }
}

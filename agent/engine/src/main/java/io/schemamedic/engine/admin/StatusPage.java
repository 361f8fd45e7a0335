package io.schemamedic.engine.admin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Facts and tables of the status page, as plain texts; escaping is not their concern. Immutable.
 */
public final class StatusPage {
  private final Map<String, String> facts;
  private final List<StatusTable> tables;

  private StatusPage(Map<String, String> facts, List<StatusTable> tables) {
    this.facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    this.tables = Collections.unmodifiableList(new ArrayList<>(tables));
  }

  /**
   * @param facts such as mode and version, in the order in which they are shown
   */
  public static StatusPage of(Map<String, String> facts, List<StatusTable> tables) {
    return new StatusPage(facts, tables);
  }

  Map<String, String> facts() {
    return facts;
  }

  List<StatusTable> tables() {
    return tables;
  }
}

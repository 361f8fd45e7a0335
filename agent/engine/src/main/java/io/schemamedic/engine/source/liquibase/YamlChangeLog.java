package io.schemamedic.engine.source.liquibase;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a change log in YAML, and so also in JSON. */
final class YamlChangeLog {
  private static final int LARGEST = 20_000_000;

  /** By references, a document may be without end. */
  private static final int DEEPEST = 100;

  /** By references, a short text may stand for more than the memory holds. */
  private static final int MOST_ENTRIES = 1_000_000;

  private int entries;

  private YamlChangeLog() {}

  /**
   * @throws IOException if it cannot be read; the message is for the operator
   */
  static ChangeNode parse(String yaml) throws IOException {
    ChangeNode root = new ChangeNode("");
    try {
      Load load =
          new Load(
              LoadSettings.builder()
                  .setCodePointLimit(LARGEST)
                  .setAllowDuplicateKeys(true)
                  .build());
      new YamlChangeLog().fill(root, load.loadFromString(yaml), 0);
    } catch (YamlEngineException e) {
      throw new IOException("it is no YAML that can be read: " + e.getMessage(), e);
    }
    ChangeNode log = root.child("databaseChangeLog");
    return log == null ? root : log;
  }

  /**
   * An attribute is a key with a plain value. What is a list in YAML are elements in XML: each of
   * its entries names itself, and its key says nothing more.
   */
  private void fill(ChangeNode node, @Nullable Object content, int depth) {
    if (depth > DEEPEST) {
      throw new YamlEngineException("it refers to itself");
    }
    if (++entries > MOST_ENTRIES) {
      throw new YamlEngineException("it has more than " + MOST_ENTRIES + " entries");
    }
    if (content instanceof Map) {
      ((Map<?, ?>) content)
          .forEach((key, value) -> put(node, String.valueOf(key), value, depth + 1));
    } else if (content instanceof List) {
      ((List<?>) content).forEach(entry -> fill(node, entry, depth + 1));
    } else if (content != null) {
      node.text(String.valueOf(content));
    }
  }

  private void put(ChangeNode node, String key, @Nullable Object value, int depth) {
    if (value instanceof List
        && !key.equals("databaseChangeLog")
        && isOfElements((List<?>) value)) {
      if (key.equals("preConditions") || key.equals("rollback") || !isTransparent(key)) {
        ChangeNode child = new ChangeNode(key);
        fill(child, value, depth);
        node.add(child);
      } else {
        fill(node, value, depth);
      }
    } else if (value instanceof Map || value instanceof List) {
      ChangeNode child = new ChangeNode(key);
      fill(child, value, depth);
      node.add(child);
    } else if (value != null) {
      node.put(key, String.valueOf(value));
      if (key.equals("sql") || key.equals("comment")) {
        ChangeNode child = new ChangeNode(key);
        child.text(String.valueOf(value));
        node.add(child);
      }
    }
  }

  private static boolean isTransparent(String key) {
    return key.equals("changes") || key.equals("columns") || key.equals("column");
  }

  private static boolean isOfElements(List<?> list) {
    return list.stream().allMatch(entry -> entry instanceof Map);
  }
}

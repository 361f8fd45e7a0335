package io.schemamedic.engine.source.liquibase;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a change log and all that it includes into its change sets, in the order of their run. */
final class ChangeLogReader {
  private final ChangeLogFiles files;
  private final ChangeSetReader changeSets;
  private final ChangeLogProperties properties = new ChangeLogProperties();
  private final Set<String> read = new HashSet<>();
  private final List<ChangeSet> found = new ArrayList<>();

  ChangeLogReader(ChangeLogFiles files) {
    this.files = files;
    this.changeSets = new ChangeSetReader(files);
  }

  /**
   * @throws IOException if a file is missing or cannot be read; the message is for the operator
   */
  List<ChangeSet> read(String path) throws IOException {
    read(path, Conditions.NONE);
    return found;
  }

  List<String> notUnderstood() {
    return changeSets.notUnderstood();
  }

  private void read(String path, String condition) throws IOException {
    if (!read.add(path)) {
      // Liquibase runs no change set twice.
      return;
    }
    try {
      String text = files.text(path);
      if (path.endsWith(".sql") && !SqlChangeLog.is(text)) {
        plainScript(path, text, condition);
        return;
      }
      ChangeNode log = parse(path, text);
      for (ChangeNode node : log.children()) {
        element(node, log, path, condition);
      }
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith(path) ? e : new IOException(path + ": " + message, e);
    }
  }

  private static ChangeNode parse(String path, String text) throws IOException {
    if (path.endsWith(".sql")) {
      return SqlChangeLog.parse(text);
    }
    return path.endsWith(".xml") ? XmlChangeLog.parse(text) : YamlChangeLog.parse(text);
  }

  /**
   * A script without the first line of a change log is one change set of Liquibase's own naming.
   */
  private void plainScript(String path, String text, String condition) {
    found.add(
        new ChangeSet(
            "raw",
            "includeAll",
            path,
            Collections.singletonList(properties.resolve(text)),
            condition));
  }

  private void element(ChangeNode node, ChangeNode log, String path, String condition)
      throws IOException {
    switch (node.name()) {
      case "property":
        property(properties.resolve(node));
        break;
      case "include":
        include(properties.resolve(node), path, condition);
        break;
      case "includeAll":
        includeAll(properties.resolve(node), path, condition);
        break;
      case "changeSet":
        ChangeSet changeSet =
            changeSets.read(
                properties.resolve(node), path, ChangeSetReader.quotesAll(log), condition);
        if (changeSet != null) {
          found.add(changeSet);
        }
        break;
      default:
        break;
    }
  }

  private void property(ChangeNode node) {
    String name = node.get("name");
    String value = node.attributes().get("value");
    if (name == null || value == null || !Conditions.isForPostgres(node.get("dbms"))) {
      return;
    }
    if (Conditions.of(node).isEmpty()) {
      properties.set(name, value);
    } else {
      properties.maybeSet(name);
    }
  }

  private void include(ChangeNode node, String path, String condition) throws IOException {
    String file = String.valueOf(node.get("file"));
    String own = Conditions.of(node);
    read(
        Paths.resolve(path, file, node.isTrue("relativeToChangelogFile")),
        own.isEmpty() ? condition : own);
  }

  private void includeAll(ChangeNode node, String path, String condition) throws IOException {
    String folder =
        Paths.resolve(
            path, String.valueOf(node.get("path")), node.isTrue("relativeToChangelogFile"));
    if (node.firstOf("filter", "resourceComparator") != null) {
      throw new IOException("includeAll with a class of its own cannot be read");
    }
    String own = Conditions.of(node);
    for (String file : files.list(folder)) {
      if (!file.equals(path)) {
        read(file, own.isEmpty() ? condition : own);
      }
    }
  }
}

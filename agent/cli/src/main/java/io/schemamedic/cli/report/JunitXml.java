package io.schemamedic.cli.report;

import io.schemamedic.engine.drift.Drift;
import io.schemamedic.engine.sql.RelationName;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A check as the JUnit report that CI servers read: a test case for each declared table, which
 * fails if the table, or something of it, breaks. A check that could not be completed is one case
 * with an error.
 */
public final class JunitXml {
  private static final String SUITE = "schema-medic check";

  private final CheckReport report;
  private final Map<RelationName, List<Drift>> cases = new LinkedHashMap<>();
  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private JunitXml(CheckReport report) throws XMLStreamException {
    this.report = report;
    this.xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
    for (RelationName table : report.tables()) {
      cases.put(table, new ArrayList<>());
    }
    // What is drift of no table, such as a missing enum label, is a case of its own.
    for (Drift drift : report.drift().drifts()) {
      cases.computeIfAbsent(drift.relation(), absent -> new ArrayList<>()).add(drift);
    }
  }

  /**
   * The whole document, for a file in UTF-8.
   *
   * @param millis that the check took
   */
  public static String of(CheckReport report, long millis) {
    try {
      JunitXml document = new JunitXml(report);
      document.write(String.format(Locale.ROOT, "%.3f", millis / 1000.0));
      return document.text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Nothing but memory is written to", e);
    }
  }

  private void write(String seconds) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line(0);
    xml.writeStartElement("testsuites");
    line(1);
    xml.writeStartElement("testsuite");
    attribute("name", SUITE);
    attribute("tests", Integer.toString(report.isKnown() ? cases.size() : 1));
    attribute("failures", Integer.toString(failures()));
    attribute("errors", report.isKnown() ? "0" : "1");
    attribute("skipped", "0");
    attribute("time", seconds);
    if (report.isKnown()) {
      for (Map.Entry<RelationName, List<Drift>> entry : cases.entrySet()) {
        testCase(entry.getKey().sql(), entry.getValue());
      }
    } else {
      unknown();
    }
    line(1);
    xml.writeEndElement();
    line(0);
    xml.writeEndElement();
    xml.writeEndDocument();
    line(0);
  }

  private int failures() {
    int failures = 0;
    for (List<Drift> drifts : cases.values()) {
      failures += drifts.stream().anyMatch(report::isFailure) ? 1 : 0;
    }
    return failures;
  }

  private void testCase(String name, List<Drift> drifts) throws XMLStreamException {
    List<String> failing = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Drift drift : drifts) {
      (report.isFailure(drift) ? failing : others).add(line(drift));
    }
    beginCase(name);
    if (!failing.isEmpty()) {
      element("failure", "drift", failing);
    }
    if (!others.isEmpty()) {
      line(3);
      xml.writeStartElement("system-out");
      xml.writeCharacters(XmlText.of(String.join("\n", others)));
      xml.writeEndElement();
    }
    endCase();
  }

  private void unknown() throws XMLStreamException {
    beginCase(report.database());
    element("error", "unknown", report.problems());
    endCase();
  }

  private void beginCase(String name) throws XMLStreamException {
    line(2);
    xml.writeStartElement("testcase");
    attribute("classname", SUITE);
    attribute("name", name);
    attribute("time", "0");
  }

  private void endCase() throws XMLStreamException {
    line(2);
    xml.writeEndElement();
  }

  private void element(String element, String type, List<String> lines) throws XMLStreamException {
    line(3);
    xml.writeStartElement(element);
    attribute("type", type);
    attribute("message", lines.get(0));
    xml.writeCharacters(XmlText.of(String.join("\n", lines)));
    xml.writeEndElement();
  }

  private static String line(Drift drift) {
    String difference = DriftLine.difference(drift);
    String line =
        drift.severity().code() + " " + drift.kind().code() + " " + DriftLine.subject(drift);
    return difference.isEmpty() ? line : line + "; " + difference;
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, XmlText.of(value));
  }

  private void line(int depth) throws XMLStreamException {
    StringBuilder indent = new StringBuilder("\n");
    for (int i = 0; i < depth; i++) {
      indent.append("  ");
    }
    xml.writeCharacters(indent.toString());
  }
}

package io.schemamedic.engine.admin;

import io.schemamedic.engine.digest.Sha256;
import io.schemamedic.engine.log.LogLine;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Turns a status page into HTML without scripts. Every text is escaped. */
final class HtmlWriter {
  private static final String STYLE =
      "body{font:15px/1.5 system-ui,sans-serif;margin:2em auto;max-width:90em;padding:0 1em;"
          + "color:#1d2329;background:#fff}h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em}"
          + "dl{display:grid;grid-template-columns:max-content auto;gap:.2em 1.5em}"
          + "dt{color:#4d5761}dd{margin:0}.scroll{overflow-x:auto}"
          + "table{border-collapse:collapse;font-size:.9em}"
          + "th,td{border:1px solid #c8ced4;padding:.3em .6em;text-align:left;vertical-align:top;"
          + "white-space:pre-wrap;overflow-wrap:anywhere}th{background:#eef1f4;white-space:nowrap}"
          + "@media(prefers-color-scheme:dark){body{color:#dde3e8;background:#15191d}"
          + "dt{color:#a3adb7}a{color:#8ab8ff}th,td{border-color:#3a434c}th{background:#232a31}}";

  private HtmlWriter() {}

  /** The only style that a browser may apply to our pages, in the form of a policy's source. */
  static String styleSource() {
    return "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(STYLE)) + "'";
  }

  static String write(StatusPage page) {
    StringBuilder html = new StringBuilder(4096);
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<title>Schema Medic</title><style>")
        .append(STYLE)
        .append("</style></head><body>\n<main><h1>Schema Medic</h1>\n<dl>");
    for (Map.Entry<String, String> fact : page.facts().entrySet()) {
      html.append("<dt>").append(escaped(fact.getKey())).append("</dt>");
      html.append("<dd>").append(escaped(fact.getValue())).append("</dd>\n");
    }
    html.append("</dl>\n<p>As data: <a href=\"/metrics\">metrics</a>, ")
        .append("<a href=\"/api/incidents\">incidents</a>, <a href=\"/api/drift\">drift</a>, ")
        .append("<a href=\"/api/plans\">plans</a>. This page shows the state at the time it was ")
        .append("loaded, and changes nothing.</p>\n");
    for (StatusTable table : page.tables()) {
      write(html, table);
    }
    return html.append("</main></body></html>\n").toString();
  }

  private static void write(StringBuilder html, StatusTable table) {
    html.append("<section><h2>").append(escaped(table.title())).append("</h2>\n");
    if (table.rows().isEmpty()) {
      html.append("<p>").append(escaped(table.emptyText())).append("</p></section>\n");
      return;
    }
    html.append("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
    for (String header : table.headers()) {
      html.append("<th scope=\"col\">").append(escaped(header)).append("</th>");
    }
    html.append("</tr></thead><tbody>\n");
    for (List<String> row : table.rows()) {
      html.append("<tr>");
      for (String cell : row) {
        html.append("<td>").append(escaped(cell)).append("</td>");
      }
      html.append("</tr>\n");
    }
    html.append("</tbody></table></div></section>\n");
  }

  /**
   * Line breaks stay, since DDL has some; anything else that is not printable is shown as an
   * escape.
   */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    String separator = "";
    for (String line : text.split("\n", -1)) {
      out.append(separator).append(markupEscaped(LogLine.printable(line)));
      separator = "\n";
    }
    return out.toString();
  }

  private static String markupEscaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}

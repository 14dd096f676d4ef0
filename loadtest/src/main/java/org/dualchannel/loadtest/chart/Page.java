package org.dualchannel.loadtest.chart;

import java.util.Map;

/** A page of plots, words and figures in one file. */
public final class Page {
  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:15px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;
      color:#24292f;background:#fff}
      pre{overflow-x:auto;padding:.8rem;background:#f3f5f7;font-size:13px}
      table{border-collapse:collapse}td{padding:.15rem .9rem .15rem 0;border-bottom:1px solid #d0d7de}
      td+td{text-align:right;font-variant-numeric:tabular-nums}svg{max-width:100%;height:auto}
      @media (prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}
      pre{background:#161b22}td{border-color:#3a424c}}
      """;

  private final StringBuilder body = new StringBuilder();
  private final String title;

  public Page(String title) {
    this.title = title;
    body.append("<h1>").append(escape(title)).append("</h1>\n");
  }

  public Page paragraph(String words) {
    body.append("<p>").append(escape(words)).append("</p>\n");
    return this;
  }

  /** Text as it was printed. */
  public Page printed(String lines) {
    body.append("<pre>").append(escape(lines)).append("</pre>\n");
    return this;
  }

  public Page plot(String svg) {
    body.append("<figure>").append(svg).append("</figure>\n");
    return this;
  }

  public Page figures(Map<String, String> figures) {
    body.append("<table>\n");
    figures.forEach(
        (name, value) ->
            body.append("<tr><td>")
                .append(escape(name))
                .append("</td><td>")
                .append(escape(value))
                .append("</td></tr>\n"));
    body.append("</table>\n");
    return this;
  }

  public String html() {
    return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>"
        + escape(title)
        + "</title>\n<style>\n"
        + STYLE
        + "</style>\n</head>\n<body>\n"
        + body
        + "</body>\n</html>\n";
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

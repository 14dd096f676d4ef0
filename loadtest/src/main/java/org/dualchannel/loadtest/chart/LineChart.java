package org.dualchannel.loadtest.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines over two axes. */
public final class LineChart {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 400;
  private static final int LEFT = 78;
  private static final int RIGHT = 18;
  private static final int TOP = 66;
  private static final int BOTTOM = 52;

  /** Colours that people who see few can tell apart, for light and for dark backgrounds. */
  private static final String STYLE =
      """
      .plot{font:13px system-ui,sans-serif}
      .plot text{fill:#24292f}.plot .grid{stroke:#d0d7de;stroke-width:1}
      .plot .page{fill:#ffffff}.plot .mark{stroke:#57606a;stroke-dasharray:5 4}
      .plot .line{fill:none;stroke-width:2.2}
      .plot .c0{stroke:#0060b0}.plot .c1{stroke:#c05000}.plot .c2{stroke:#007a5a}
      .plot .c3{stroke:#8a3fa0}
      .plot .d0{fill:#0060b0}.plot .d1{fill:#c05000}.plot .d2{fill:#007a5a}.plot .d3{fill:#8a3fa0}
      @media (prefers-color-scheme:dark){
      .plot text{fill:#e6edf3}.plot .grid{stroke:#3a424c}.plot .page{fill:#0d1117}
      .plot .mark{stroke:#9aa4af}
      .plot .c0{stroke:#58a6ff}.plot .c1{stroke:#ffa657}.plot .c2{stroke:#3fd09f}
      .plot .c3{stroke:#d2a8ff}
      .plot .d0{fill:#58a6ff}.plot .d1{fill:#ffa657}.plot .d2{fill:#3fd09f}.plot .d3{fill:#d2a8ff}}
      """;

  private static final int COLOURS = 4;

  private final String title;
  private final Axis x;
  private final Axis y;
  private final List<Series> series = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();

  /** A point. */
  public record Point(double x, double y) {}

  /**
   * A line.
   *
   * @param dots whether each point is shown
   */
  public record Series(String name, List<Point> points, boolean dots) {
    /** Copies the list. */
    public Series {
      points = List.copyOf(points);
    }
  }

  private record Mark(boolean vertical, double at, String words) {}

  public LineChart(String title, Axis x, Axis y) {
    this.title = title;
    this.x = x;
    this.y = y;
  }

  /** Adds a line; those after the fourth repeat the colours. */
  public LineChart add(Series line) {
    series.add(line);
    line.points()
        .forEach(
            point -> {
              x.include(point.x());
              y.include(point.y());
            });
    return this;
  }

  /** Marks a value of the x axis. */
  public LineChart markX(double at, String words) {
    x.include(at);
    marks.add(new Mark(true, at, words));
    return this;
  }

  /** Marks a value of the y axis. */
  public LineChart markY(double at, String words) {
    y.include(at);
    marks.add(new Mark(false, at, words));
    return this;
  }

  /** The plot as one element, which is a file of its own as well. */
  public String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" viewBox=\"0 0 %d %d\""
                + " width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">%n<style>%s</style>%n",
            WIDTH,
            HEIGHT,
            WIDTH,
            HEIGHT,
            Page.escape(title),
            STYLE));
    svg.append(String.format("<rect class=\"page\" width=\"%d\" height=\"%d\"/>%n", WIDTH, HEIGHT));
    text(svg, LEFT, 22, "start", title, "font-weight=\"600\"");
    grid(svg);
    for (Mark mark : marks) {
      mark(svg, mark);
    }
    double legend = LEFT;
    for (int i = 0; i < series.size(); i++) {
      Series line = series.get(i);
      line(svg, line, i % COLOURS);
      svg.append(
          String.format(
              Locale.ROOT, "<path class=\"line c%d\" d=\"M%.1f 42h22\"/>%n", i % COLOURS, legend));
      text(svg, legend + 28, 46, "start", line.name(), "");
      legend += 52 + 7.2 * line.name().length();
    }
    return svg.append("</svg>\n").toString();
  }

  private void grid(StringBuilder svg) {
    for (Axis.Tick tick : y.ticks()) {
      double at = down(tick.at());
      rule(svg, "grid", LEFT, at, WIDTH - RIGHT, at);
      text(svg, LEFT - 8, at + 4, "end", tick.name(), "");
    }
    for (Axis.Tick tick : x.ticks()) {
      double at = across(tick.at());
      rule(svg, "grid", at, TOP, at, HEIGHT - BOTTOM);
      text(svg, at, HEIGHT - BOTTOM + 18, "middle", tick.name(), "");
    }
    text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", x.label(), "");
    double middle = (TOP + HEIGHT - BOTTOM) / 2.0;
    String turned = String.format(Locale.ROOT, "transform=\"rotate(-90 16 %.1f)\"", middle);
    text(svg, 16, middle, "middle", y.label(), turned);
  }

  private void mark(StringBuilder svg, Mark mark) {
    if (mark.vertical()) {
      double at = across(mark.at());
      rule(svg, "mark", at, TOP, at, HEIGHT - BOTTOM);
      boolean late = at > WIDTH / 2.0;
      text(svg, at + (late ? -6 : 6), TOP + 14, late ? "end" : "start", mark.words(), "");
    } else {
      double at = down(mark.at());
      rule(svg, "mark", LEFT, at, WIDTH - RIGHT, at);
      text(svg, LEFT + 6, at - 5, "start", mark.words(), "");
    }
  }

  private void line(StringBuilder svg, Series line, int colour) {
    svg.append(String.format("<polyline class=\"line c%d\" points=\"", colour));
    for (Point point : line.points()) {
      svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", across(point.x()), down(point.y())));
    }
    svg.append("\"/>\n");
    if (line.dots()) {
      for (Point point : line.points()) {
        svg.append(
            String.format(
                Locale.ROOT,
                "<circle class=\"d%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>%n",
                colour,
                across(point.x()),
                down(point.y())));
      }
    }
  }

  private double across(double value) {
    return LEFT + x.place(value) * (WIDTH - RIGHT - LEFT);
  }

  private double down(double value) {
    return HEIGHT - BOTTOM - y.place(value) * (HEIGHT - BOTTOM - TOP);
  }

  private static void rule(
      StringBuilder svg, String kind, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
            kind,
            x1,
            y1,
            x2,
            y2));
  }

  private static void text(
      StringBuilder svg, double x, double y, String anchor, String words, String more) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>%n",
            x,
            y,
            anchor,
            more,
            Page.escape(words)));
  }
}

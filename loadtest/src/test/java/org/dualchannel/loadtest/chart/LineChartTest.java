package org.dualchannel.loadtest.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** A plot is well-formed and in itself complete, and its lines are where the values are. */
class LineChartTest {
  private static Element parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  @Test
  void pointsLieWithinTheAxesInTheirOrder() throws Exception {
    LineChart chart =
        new LineChart("a < b & c", Axis.linear("x"), Axis.logarithmic("y"))
            .add(
                new LineChart.Series(
                    "p99",
                    List.of(
                        new LineChart.Point(1_000, 0.4),
                        new LineChart.Point(2_000, 3),
                        new LineChart.Point(4_500, 250)),
                    true))
            .markX(2_000, "knee")
            .markY(10, "10 ms");
    Element svg = parse(chart.svg());
    assertEquals(3, svg.getElementsByTagName("circle").getLength());
    double lastX = 0;
    double lastY = 1_000;
    for (int i = 0; i < 3; i++) {
      Element dot = (Element) svg.getElementsByTagName("circle").item(i);
      double x = Double.parseDouble(dot.getAttribute("cx"));
      double y = Double.parseDouble(dot.getAttribute("cy"));
      assertTrue(x > lastX && x <= 742 && y < lastY && y >= 66, x + "," + y);
      lastX = x;
      lastY = y;
    }
    assertFalse(chart.svg().replace("http://www.w3.org/2000/svg", "").contains("http"));
  }

  @Test
  void oneValueOrNoneIsNoMistake() throws Exception {
    parse(new LineChart("empty", Axis.linear("x"), Axis.logarithmic("y")).svg());
    parse(
        new LineChart("one", Axis.linear("x"), Axis.linear("y"))
            .add(new LineChart.Series("p", List.of(new LineChart.Point(0, 0)), false))
            .svg());
  }
}

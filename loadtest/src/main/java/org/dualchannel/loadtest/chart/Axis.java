package org.dualchannel.loadtest.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The scale of one side of a plot. */
public final class Axis {
  private static final int MOST_STEPS = 6;

  private final String label;
  private final boolean logarithmic;
  private final List<Tick> given;
  private double least = Double.MAX_VALUE;
  private double most = -Double.MAX_VALUE;

  /** A value with its name. */
  public record Tick(double at, String name) {}

  private Axis(String label, boolean logarithmic, List<Tick> given) {
    this.label = label;
    this.logarithmic = logarithmic;
    this.given = List.copyOf(given);
    given.forEach(tick -> include(tick.at()));
  }

  /** Equal steps, from 0 on. */
  public static Axis linear(String label) {
    Axis axis = new Axis(label, false, List.of());
    axis.include(0);
    return axis;
  }

  /** Powers of ten; values have to be above 0. */
  public static Axis logarithmic(String label) {
    return new Axis(label, true, List.of());
  }

  /** Equal steps with names of one's own. */
  public static Axis named(String label, List<Tick> ticks) {
    return new Axis(label, false, ticks);
  }

  String label() {
    return label;
  }

  void include(double value) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }

  /** Where a value is, from 0 at the beginning to 1 at the end. */
  double place(double value) {
    double from = scaled(low());
    double to = scaled(high());
    double at = scaled(logarithmic ? Math.max(value, low()) : value);
    return to <= from ? 0 : (at - from) / (to - from);
  }

  private double scaled(double value) {
    return logarithmic ? Math.log10(value) : value;
  }

  private double low() {
    if (logarithmic) {
      // Nothing to show: any decade will do.
      return least > most ? 1 : power(Math.floor(Math.log10(Math.max(least, 1e-9))));
    }
    return least;
  }

  private double high() {
    if (logarithmic) {
      double top = power(Math.ceil(Math.log10(Math.max(most, 1e-9))));
      return top > low() ? top : low() * 10;
    }
    if (!given.isEmpty()) {
      return most;
    }
    return least + step() * Math.max(1, Math.ceil((most - least) / step()));
  }

  private double step() {
    double rough = Math.max(most - least, 1e-9) / MOST_STEPS;
    double power = power(Math.floor(Math.log10(rough)));
    double leading = rough / power;
    return power * (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10);
  }

  List<Tick> ticks() {
    if (!given.isEmpty()) {
      return given;
    }
    List<Tick> ticks = new ArrayList<>();
    if (logarithmic) {
      long decades = Math.round(Math.log10(high() / low()));
      for (int i = 0; i <= decades; i++) {
        double at = low() * power(i);
        ticks.add(new Tick(at, name(at)));
      }
    } else {
      int steps = (int) Math.round((high() - least) / step());
      for (int i = 0; i <= steps; i++) {
        double at = least + i * step();
        ticks.add(new Tick(at, name(at)));
      }
    }
    return ticks;
  }

  private static double power(double exponent) {
    return Math.pow(10, exponent);
  }

  private static String name(double value) {
    return Math.abs(value - Math.rint(value)) < 1e-6
        ? String.format(Locale.ROOT, "%,d", Math.round(value))
        : String.format(Locale.ROOT, "%.3g", value).replaceAll("0+$", "");
  }
}

package org.openroi.systemtests;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The median of paired ratios with a bootstrap interval of 95 %. */
record Ratio(double median, double low, double high) {
  private static final int RESAMPLES = 2_000;

  static Ratio of(double[] ratios) {
    SplittableRandom random = new SplittableRandom(1);
    double[] medians = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double[] sample = new double[ratios.length];
      for (int j = 0; j < sample.length; j++) {
        sample[j] = ratios[random.nextInt(ratios.length)];
      }
      medians[i] = median(sample);
    }
    Arrays.sort(medians);
    return new Ratio(
        median(ratios), medians[RESAMPLES * 25 / 1_000], medians[RESAMPLES * 975 / 1_000]);
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  @Override
  public String toString() {
    return "%.3f [%.3f, %.3f]".formatted(median, low, high);
  }
}

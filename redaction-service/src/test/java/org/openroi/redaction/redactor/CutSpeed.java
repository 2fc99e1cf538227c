package org.openroi.redaction.redactor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.openroi.event.RecordType;
import org.openroi.event.SensitiveCategory;
import org.openroi.redaction.label.ValueSets;

/**
 * Measures by hand: MB/s of survey, cut and write against bare Jackson, which parses and writes the
 * same bytes. Interleaved, the median of the paired ratios. Arguments: a folder of bundles named by
 * their patient's id at the end, then packs of value sets.
 */
final class CutSpeed {
  private static final int PAIRS = 41;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private CutSpeed() {}

  public static void main(String[] args) throws Exception {
    List<byte[]> bundles = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace(".json", "");
        if (name.length() > 36) {
          ids.add(name.substring(name.length() - 36));
          bundles.add(Files.readAllBytes(file));
        }
      }
    }
    List<String> packs = new ArrayList<>(List.of(ValueSets.core()));
    for (int i = 1; i < args.length; i++) {
      packs.add(Files.readString(Path.of(args[i])));
    }
    ValueSets valueSets = ValueSets.of(packs);
    long bytes = bundles.stream().mapToLong(each -> each.length).sum();
    double[][] seconds = new double[4][PAIRS];
    double[] ratios = new double[PAIRS];
    for (int i = -10; i < PAIRS; i++) {
      double survey = time(() -> cut(bundles, ids, valueSets, false));
      double jackson = time(() -> jackson(bundles));
      double jacksonAgain = time(() -> jackson(bundles));
      double whole = time(() -> cut(bundles, ids, valueSets, true));
      if (i >= 0) {
        seconds[0][i] = survey;
        seconds[1][i] = whole;
        seconds[2][i] = jackson;
        ratios[i] = (jackson + jacksonAgain) / 2 / whole;
      }
    }
    double megabytes = bytes / 1e6;
    System.out.printf("%d bundles, %.1f MB, %d pairs%n", bundles.size(), megabytes, PAIRS);
    System.out.printf("survey %.0f MB/s%n", megabytes / median(seconds[0]));
    System.out.printf("survey, cut and write %.0f MB/s%n", megabytes / median(seconds[1]));
    System.out.printf("bare Jackson parse and write %.0f MB/s%n", megabytes / median(seconds[2]));
    System.out.printf("ratio %.2f%n", median(ratios));
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double time(Work work) throws Exception {
    long before = System.nanoTime();
    work.run();
    return (System.nanoTime() - before) / 1e9;
  }

  private static void cut(
      List<byte[]> bundles, List<String> ids, ValueSets valueSets, boolean write) throws Exception {
    CutPolicy policy =
        new CutPolicy(
            false,
            Set.of(RecordType.ENTIRE_RECORD),
            null,
            null,
            Set.of(),
            false,
            EnumSet.of(
                SensitiveCategory.MENTAL_HEALTH,
                SensitiveCategory.HIV,
                SensitiveCategory.SUBSTANCE_USE));
    for (int i = 0; i < bundles.size(); i++) {
      Survey survey = new Survey(valueSets, ids.get(i), Set.of());
      survey.read(new ByteArrayInputStream(bundles.get(i)));
      if (write) {
        survey
            .cut(policy)
            .write(0, new ByteArrayInputStream(bundles.get(i)), OutputStream.nullOutputStream());
      }
    }
  }

  private static void jackson(List<byte[]> bundles) throws IOException {
    for (byte[] bundle : bundles) {
      try (JsonParser parser = JSON.createParser(new ByteArrayInputStream(bundle));
          JsonGenerator generator = JSON.createGenerator(OutputStream.nullOutputStream())) {
        while (parser.nextToken() != null) {
          generator.copyCurrentEvent(parser);
        }
      }
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}

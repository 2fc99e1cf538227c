package org.openroi.systemtests;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openroi.systemtests.Run.Order;
import org.openroi.systemtests.Run.Outcome;
import org.openroi.systemtests.checker.Checker;
import org.openroi.systemtests.checker.Violation;

/**
 * The fault campaign: many releases while every part is killed again and again, and the checker
 * must find nothing; then the same with each seeded fault in the services, and it must find
 * something. Ends with 0 only if both are so. A report stands beside it as text and as JSON.
 */
public final class Campaign {
  private static final List<String> MUTANTS =
      List.of(
          "no-inbox",
          "acks-1",
          "commit-before-transaction",
          "cursor-outbox",
          "dead-letter-swallowed",
          "w-0",
          "stale-revocation",
          "retry-without-reconcile",
          "re-encrypt-on-retry");
  private static final int MUTANT_RELEASES = 200;
  private static final int MUTANT_RACES = 30;
  private static final int LIGHT = 60;

  /** So slow that the load still runs when the last fault comes. */
  private static final Duration PACE = Duration.ofMillis(400);

  private static final int SHOWN = 5;

  private final Path folder;
  private final StringBuilder text = new StringBuilder();
  private final ObjectMapper json =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private final ObjectNode report = json.createObjectNode();

  Campaign(Path folder) {
    this.folder = folder;
  }

  /**
   * @param arguments folder, number of releases (2000), seed (1), and {@code sound}, {@code
   *     mutants} or one mutant to run a part of it
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "target/campaign");
    int releases = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
    String part = arguments.length > 3 ? arguments[3] : "all";
    System.exit(new Campaign(folder).run(releases, seed, part) ? 0 : 1);
  }

  /** Runs it and says whether all was as expected. */
  boolean run(int releases, long seed, String part)
      throws IOException, InterruptedException, SQLException {
    Files.createDirectories(folder);
    Instant begin = Instant.now();
    List<Boolean> asExpected = new ArrayList<>();
    if (part.equals("all") || part.equals("sound")) {
      Outcome outcome =
          run(
              new Order("sound", seed, releases, 2, true, LIGHT, PACE.multipliedBy(releases), 0),
              Map.of());
      asExpected.add(tell(outcome, "0 violations", outcome.violations().isEmpty()));
    }
    for (String mutant : MUTANTS) {
      if (part.equals("all") || part.equals("mutants") || part.equals(mutant)) {
        Outcome outcome =
            run(
                new Order(
                    mutant,
                    seed,
                    MUTANT_RELEASES,
                    0,
                    true,
                    0,
                    Duration.ofSeconds(90),
                    mutant.equals("stale-revocation") ? MUTANT_RACES : 0),
                Map.of("OPENROI_MUTANT", mutant, "OPENROI_ALLOW_MUTANTS", "yes"));
        asExpected.add(tell(outcome, "violations", !outcome.violations().isEmpty()));
      }
    }
    boolean passed = !asExpected.contains(false);
    say("%s after %d s", passed ? "PASSED" : "FAILED", since(begin));
    report.put("passed", passed).put("seconds", since(begin));
    Files.writeString(folder.resolve("report.txt"), text);
    json.writeValue(folder.resolve("report.json").toFile(), report);
    return passed;
  }

  private Outcome run(Order order, Map<String, String> environment)
      throws IOException, InterruptedException, SQLException {
    Path home = folder.resolve(order.name() + "-" + Instant.now().getEpochSecond());
    try (SuiteUnderTest suite = SuiteUnderTest.start(home, environment)) {
      return Run.of(order, suite);
    }
  }

  private boolean tell(Outcome outcome, String expected, boolean asExpected) {
    Map<String, Long> byInvariant =
        outcome.violations().stream()
            .collect(
                Collectors.groupingBy(
                    violation -> violation.number() + " " + violation.invariant(),
                    TreeMap::new,
                    Collectors.counting()));
    say("%s  (expected: %s) %s", outcome.order().name(), expected, asExpected ? "ok" : "NOT SO");
    say(
        "  seed %d, %d steps in %d s, %d attempts of which %d uncertain, %d fault log lines",
        outcome.order().seed(),
        outcome.load().steps(),
        outcome.load().took().toSeconds(),
        outcome.load().attempts(),
        outcome.load().uncertain(),
        outcome.faults());
    say(
        "  %d releases, %d records in topics, %d audit entries, at rest: %s",
        outcome.releases(), outcome.records(), outcome.auditEntries(), outcome.rested());
    say(
        "  %d invariants held against it, %d violations",
        Checker.size(), outcome.violations().size());
    byInvariant.forEach((invariant, count) -> say("    %s: %d", invariant, count));
    outcome.violations().stream().limit(SHOWN).forEach(each -> say("    %s", each));
    ObjectNode run = report.withArray("runs").addObject();
    run.put("name", outcome.order().name())
        .put("expected", expected)
        .put("asExpected", asExpected)
        .put("seed", outcome.order().seed())
        .put("steps", outcome.load().steps())
        .put("attempts", outcome.load().attempts())
        .put("uncertain", outcome.load().uncertain())
        .put("faults", outcome.faults())
        .put("releases", outcome.releases())
        .put("records", outcome.records())
        .put("auditEntries", outcome.auditEntries())
        .put("atRest", outcome.rested());
    ArrayNode violations = run.putArray("violations");
    outcome.violations().stream().map(Violation::toString).forEach(violations::add);
    return asExpected;
  }

  private void say(String format, Object... values) {
    String line = String.format(format, values);
    System.out.println(line);
    text.append(line).append('\n');
  }

  private static long since(Instant begin) {
    return Duration.between(begin, Instant.now()).toSeconds();
  }
}

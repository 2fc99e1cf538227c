package org.openroi.systemtests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.openroi.kafka.ProducerSettings;
import org.openroi.systemtests.load.Load;

/**
 * How many releases, and events, go from the submission topic to the audit log in a second, against
 * the bare relay in the same run: slices interleaved suite, relay, relay, suite; the median of
 * paired ratios; the two relay slices of a pair against each other as the control.
 */
public final class ThroughputBench {
  /** Accepted, requested, received, authorized, status: what one such release adds to the log. */
  private static final int EVENTS = 5;

  /** So many records are relayed for each release, or the relay's slice would be too short. */
  private static final int RELAYED = 10;

  private static final Duration SLICE_WITHIN = Duration.ofMinutes(3);
  private static final int WARM_UP = 3;

  private final SuiteUnderTest suite;
  private final Load load;
  private final AuditLogReader audit;
  private final KafkaProducer<byte[], byte[]> producer;
  private final BareRelay relay;
  private final int releases;

  private ThroughputBench(
      SuiteUnderTest suite,
      Load load,
      AuditLogReader audit,
      KafkaProducer<byte[], byte[]> producer,
      BareRelay relay,
      int releases) {
    this.suite = suite;
    this.load = load;
    this.audit = audit;
    this.producer = producer;
    this.relay = relay;
    this.releases = releases;
  }

  /**
   * @param arguments folder, pairs (20), releases in a slice (2000)
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "target/bench");
    int pairs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    int releases = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2_000;
    Path home = folder.resolve("suite-" + Instant.now().getEpochSecond());
    try (SuiteUnderTest suite = SuiteUnderTest.start(home, Map.of());
        Load load = new Load(suite.access(), home.resolve("history.jsonl"));
        AuditLogReader audit = new AuditLogReader(suite.mongo(), suite.auditDatabase());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(ProducerSettings.of(suite.kafka(), "bench"));
        BareRelay relay = new BareRelay(suite.kafka())) {
      load.prepare("bench");
      new ThroughputBench(suite, load, audit, producer, relay, releases).run(pairs);
    }
  }

  private void run(int pairs) throws IOException, InterruptedException {
    for (int i = 0; i < WARM_UP; i++) {
      suiteSlice();
      relaySlice();
    }
    long entries = audit.next();
    Usage before = Usage.of(suite);
    double[] ratios = new double[pairs];
    double[] control = new double[pairs];
    double[] suiteRates = new double[2 * pairs];
    double[] relayRates = new double[2 * pairs];
    for (int i = 0; i < pairs; i++) {
      suiteRates[2 * i] = suiteSlice();
      relayRates[2 * i] = relaySlice();
      relayRates[2 * i + 1] = relaySlice();
      suiteRates[2 * i + 1] = suiteSlice();
      ratios[i] =
          (suiteRates[2 * i] + suiteRates[2 * i + 1]) / (relayRates[2 * i] + relayRates[2 * i + 1]);
      control[i] = relayRates[2 * i] / relayRates[2 * i + 1];
    }
    Usage after = Usage.of(suite);
    long expected = 2L * pairs * releases * EVENTS;
    if (audit.next() - entries != expected) {
      throw new IllegalStateException(
          "the log grew by %d entries, not %d: the figure does not count"
              .formatted(audit.next() - entries, expected));
    }
    say("commit %s, JDK %s", commit(), Runtime.version());
    say(
        "MongoDB as described in suite.json; %d bytes a record; acks=all, fsync on, w:majority j:true",
        bytes());
    say(
        "%d pairs of slices of %d releases, interleaved suite, relay, relay, suite",
        pairs, releases);
    double rate = Ratio.median(suiteRates);
    say(
        "suite        %.0f releases/s, %.0f audited events/s (median of slices)",
        rate, rate * EVENTS);
    say("bare relay   %.0f records/s", Ratio.median(relayRates));
    say("ratio        %s releases to relayed records", Ratio.of(ratios));
    say("per event    %.3f audited events to relayed records", Ratio.median(ratios) * EVENTS);
    say("A/A control  %s relay to relay", Ratio.of(control));
    long total = 2L * pairs * releases;
    for (Part service : Part.SERVICES) {
      say(
          "%-13s  mean batch in %.1f records, mean relay pass %.1f rows",
          service,
          after.mean(
              before, service, "openroi_inbound_records_total", "openroi_inbound_batches_total"),
          after.mean(before, service, "openroi_outbox_sent_total", "openroi_outbox_passes_total"));
    }
    for (Part part : Part.values()) {
      say(
          "%-13s  %.2f CPU-ms a release",
          part, after.cpu(part).minus(before.cpu(part)).toNanos() / 1e6 / total);
    }
    say("reconciled: %d releases, %d new audit entries", total, expected);
  }

  private double suiteSlice() {
    List<ProducerRecord<byte[], byte[]>> records = load.submissions(releases);
    long due = audit.next() + (long) releases * EVENTS;
    Instant begin = Instant.now();
    Sends sends = Sends.of(producer, records);
    Instant deadline = begin.plus(SLICE_WITHIN);
    while (audit.next() < due) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("a slice did not end within " + SLICE_WITHIN);
      }
      Patience.pause(Duration.ofMillis(10));
    }
    sends.await();
    return rate(releases, Duration.between(begin, Instant.now()));
  }

  private double relaySlice() {
    int records = releases * RELAYED;
    return rate(records, relay.take(producer, load.submissions(records)));
  }

  private static double rate(int count, Duration took) {
    return count / (took.toNanos() / 1e9);
  }

  private int bytes() {
    return load.submissions(1).getFirst().value().length;
  }

  private static String commit() throws IOException, InterruptedException {
    Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
    String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return git.waitFor() == 0 ? commit.strip() : "unknown";
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(format, values));
  }

  /** Counters of the services and CPU time of every part, at one instant. */
  private record Usage(Map<Part, String> metrics, Map<Part, Duration> cpu) {
    static Usage of(SuiteUnderTest suite) {
      return new Usage(
          Stream.of(Part.INTAKE, Part.AUTHORIZATION, Part.AUDIT)
              .collect(
                  Collectors.toMap(
                      service -> service,
                      service ->
                          suite.get(suite.managementUrl(service) + "/q/metrics").orElse(""))),
          Stream.of(Part.values())
              .collect(
                  Collectors.toMap(
                      part -> part,
                      part -> suite.process(part).map(Usage::withChildren).orElse(Duration.ZERO))));
    }

    /** PostgreSQL works in processes of its own for each connection. */
    private static Duration withChildren(ProcessHandle process) {
      return Stream.concat(Stream.of(process), process.descendants())
          .flatMap(each -> each.info().totalCpuDuration().stream())
          .reduce(Duration.ZERO, Duration::plus);
    }

    Duration cpu(Part part) {
      return cpu.getOrDefault(part, Duration.ZERO);
    }

    double mean(Usage before, Part service, String total, String count) {
      double batches = sum(service, count) - before.sum(service, count);
      return batches == 0 ? 0 : (sum(service, total) - before.sum(service, total)) / batches;
    }

    private double sum(Part service, String metric) {
      return metrics
          .getOrDefault(service, "")
          .lines()
          .filter(line -> line.startsWith(metric))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }
}

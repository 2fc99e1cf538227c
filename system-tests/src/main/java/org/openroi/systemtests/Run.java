package org.openroi.systemtests;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openroi.systemtests.checker.Checker;
import org.openroi.systemtests.checker.Snapshot;
import org.openroi.systemtests.checker.Violation;
import org.openroi.systemtests.load.Load;
import org.openroi.systemtests.load.Plan;

/** One load with faults on a running suite, and what the checker says of it. */
final class Run {
  private static final Duration REST_WITHIN = Duration.ofSeconds(120);

  private Run() {}

  /**
   * What is run.
   *
   * @param name tells this run's patients from those of another
   * @param light how many short pauses and cut connections beside the others
   * @param over how long the load goes on, the faults within it
   * @param races revocations against deliveries, when load and faults are over
   */
  record Order(
      String name,
      long seed,
      int releases,
      int killsEach,
      boolean compound,
      int light,
      Duration over,
      int races) {}

  /** What came of it. */
  record Outcome(
      Order order,
      Load.Done load,
      int faults,
      int releases,
      int records,
      int auditEntries,
      boolean rested,
      List<Violation> violations) {}

  static Outcome of(Order order, SuiteUnderTest suite)
      throws IOException, InterruptedException, SQLException {
    Path history = suite.home().resolve("history-" + order.name() + ".jsonl");
    Path faults = suite.home().resolve("faults-" + order.name() + ".tsv");
    Load.Done done;
    try (Load load = new Load(suite.access(), history);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      load.prepare(order.name());
      Future<?> injector =
          threads.submit(
              () -> {
                new FaultInjector(suite, faults)
                    .run(
                        FaultSchedule.of(
                            order.seed(),
                            order.killsEach(),
                            order.compound(),
                            order.light(),
                            order.over()));
                return null;
              });
      done = load.run(Plan.of(order.seed(), order.releases()), order.over());
      injector.get();
      if (order.races() > 0) {
        suite.awaitReady(REST_WITHIN);
        new Races(suite, load.desk(), order.seed()).run(order.races());
      }
    } catch (ExecutionException broken) {
      throw new IllegalStateException("the fault injector broke", broken.getCause());
    }
    suite.awaitReady(REST_WITHIN);
    try (Evidence evidence = new Evidence(suite)) {
      boolean rested = evidence.isAtRest(REST_WITHIN);
      Snapshot.Replay replay = evidence.replay(REST_WITHIN);
      Snapshot snapshot = evidence.snapshot(history, faults, replay);
      return new Outcome(
          order,
          done,
          snapshot.faults().size(),
          snapshot.requests().size(),
          snapshot.records().size(),
          snapshot.audit().entries().size(),
          rested,
          Checker.check(snapshot));
    }
  }
}

package org.openroi.local;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** {@code ./roi demo}: releases through the whole suite, and what became of each. */
final class Demo {
  private final Home home;
  private final boolean once;
  private final boolean json;
  private final PrintStream out;

  private Demo(Home home, boolean once, boolean json) {
    this.home = home;
    this.once = once;
    this.json = json;
    this.out = json ? System.err : System.out;
  }

  static int run(List<String> options) throws IOException, InterruptedException {
    for (String option : options) {
      if (!option.equals("--once") && !option.equals("--json")) {
        throw new ComponentFailed("demo knows --once and --json, not " + option + ".");
      }
    }
    return new Demo(Homes.demo(), options.contains("--once"), options.contains("--json")).run();
  }

  private int run() throws IOException, InterruptedException {
    boolean reuse = home.supervisor().isPresent();
    try (RunningSuite own = reuse ? null : RunningSuite.start(home, out)) {
      if (reuse) {
        out.println("Using the suite that runs in " + home.folder() + ".");
      }
      boolean asExpected = play();
      boolean intact = verify();
      if (own != null && !once) {
        hint();
        own.await();
      }
      return asExpected && intact ? 0 : 1;
    }
  }

  private boolean play() throws IOException {
    Instant begin = Instant.now();
    List<DemoRow> rows;
    List<DemoPackage> packages;
    out.println();
    out.println("Ten made-up patients. Their records are generated the first time, for a minute.");
    try (DemoScenario scenario = new DemoScenario(SuiteFile.of(home), out)) {
      rows = scenario.play();
      packages = scenario.packages();
    }
    out.println();
    if (json) {
      for (DemoRow row : rows) {
        System.out.println(row.json(packages));
      }
    } else {
      DemoRow.print(rows, out);
      out.println();
      DemoPackage.print(packages, out);
    }
    long unexpected = rows.stream().filter(row -> !row.isAsExpected()).count();
    out.println();
    out.printf(
        Locale.ROOT,
        "%d outcomes in %.1f s, %s.%n",
        rows.size(),
        Duration.between(begin, Instant.now()).toMillis() / 1000.0,
        unexpected == 0 ? "all as expected" : unexpected + " NOT as expected");
    return unexpected == 0;
  }

  private boolean verify() throws IOException {
    Verifying.Result result = Verifying.running(home);
    out.println();
    out.print(result.output());
    return result.code() == 0;
  }

  private void hint() {
    out.print(
        """

        It stays up. To look around:
          ./roi token records-clerk       a token for the REST interfaces above
          ./roi verify                    check the audit log again
          kill -9 any process above       it comes back, and nothing is lost
        Stop: Ctrl-C
        """);
  }
}

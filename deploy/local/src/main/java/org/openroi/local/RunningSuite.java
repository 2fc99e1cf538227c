package org.openroi.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The whole suite of one folder, up and watched over by this process. */
final class RunningSuite implements AutoCloseable {
  private final FileLock lock;
  private final Supervisor supervisor;
  private final Thread onExit;

  private RunningSuite(FileLock lock, Supervisor supervisor) {
    this.lock = lock;
    this.supervisor = supervisor;
    this.onExit = new Thread(supervisor::close, "stop");
  }

  /**
   * Starts everything and returns when everything serves.
   *
   * @param out where a line per step is printed
   * @throws IOException with one sentence; then nothing is left running
   */
  static RunningSuite start(Home home, PrintStream out) throws IOException {
    Instant begin = Instant.now();
    home.create();
    FileLock lock =
        home.take()
            .orElseThrow(
                () ->
                    new ComponentFailed(
                        "The suite in %s is already running (process %s). Use it, or stop it first."
                            .formatted(home.folder(), holder(home))));
    out.println("OpenROI in " + display(home.folder()));
    Supervisor.endLeftovers(home, out);
    Suite suite = new Suite(home);
    Supervisor supervisor = new Supervisor(home, out);
    RunningSuite running = new RunningSuite(lock, supervisor);
    Runtime.getRuntime().addShutdownHook(running.onExit);
    try {
      suite
          .standIn()
          .ifPresent(
              why ->
                  out.println(
                      "  mongodb is a stand-in, not the real server, since "
                          + why
                          + ".\n  Good for a look at the suite, and for nothing else."));
      supervisor.onChange(() -> suite.describe(supervisor));
      supervisor.start(suite.infrastructure());
      supervisor.start(suite.services());
      suite.describe(supervisor);
    } catch (IOException | RuntimeException failed) {
      running.close();
      throw failed;
    }
    out.println(
        String.format(
            Locale.ROOT,
            "Everything is up after %.1f s.",
            Duration.between(begin, Instant.now()).toMillis() / 1000.0));
    return running;
  }

  /** Returns when the suite was stopped. */
  void await() throws InterruptedException {
    supervisor.await();
  }

  /** Ends everything, the last started first, and gives the folder free. */
  @Override
  public void close() {
    supervisor.close();
    try {
      lock.channel().close();
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IOException | IllegalStateException exiting) {
      return;
    }
  }

  private static String holder(Home home) {
    try {
      return home.supervisor().map(process -> Long.toString(process.pid())).orElse("unknown");
    } catch (IOException unreadable) {
      return "unknown";
    }
  }

  private static Path display(Path folder) {
    Path here = Path.of("").toAbsolutePath();
    return folder.startsWith(here) && !folder.equals(here) ? here.relativize(folder) : folder;
  }
}

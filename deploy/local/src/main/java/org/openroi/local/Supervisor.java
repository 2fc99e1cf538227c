package org.openroi.local;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one process per component alive. A component that dies is started again at once, on its
 * data; {@link #close()} ends all of them in reverse order. Each process is written down, so that a
 * supervisor that was killed leaves nothing behind that the next one does not end.
 */
final class Supervisor implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(120);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final Home home;
  private final PrintStream out;
  private final Map<Component, Process> processes = new LinkedHashMap<>();
  private final List<List<Component>> started = new ArrayList<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private Runnable onChange = () -> {};

  /**
   * @param out where a line per step is printed
   */
  Supervisor(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  /** Called each time after a component was started or started again. */
  void onChange(Runnable action) {
    onChange = action;
  }

  /** Ends what an earlier supervisor, which was killed, left running in this folder. */
  static void endLeftovers(Home home, PrintStream out) throws IOException {
    for (ProcessRecord leftover : ProcessRecord.newestFirst(home)) {
      Optional<ProcessHandle> process = leftover.process();
      if (process.isPresent()) {
        RunningComponent.stop(process.get(), leftover.stopSignal(), STOPPED_WITHIN);
        out.printf(
            Locale.ROOT,
            "  %-14s ended    (process %d, left by a supervisor that was killed)%n",
            leftover.component(),
            leftover.pid());
      }
      Files.deleteIfExists(home.record(leftover.component()));
    }
  }

  /** Starts components side by side and returns when all serve. */
  void start(List<Component> components) throws IOException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      synchronized (this) {
        started.add(List.copyOf(components));
      }
      List<Future<?>> starts = new ArrayList<>();
      for (Component component : components) {
        starts.add(
            threads.submit(
                () -> {
                  first(component);
                  return null;
                }));
      }
      for (Future<?> start : starts) {
        start.get();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ComponentFailed("The start was interrupted.");
    } catch (ExecutionException failed) {
      if (stopping.getCount() == 0) {
        throw new ComponentFailed("Stopped before everything was up.");
      }
      if (failed.getCause() instanceof IOException broken) {
        throw broken;
      }
      throw new IOException(failed.getCause());
    }
  }

  /** The process of a component that runs now. */
  synchronized Optional<ProcessHandle> process(Component component) {
    return Optional.ofNullable(processes.get(component))
        .filter(Process::isAlive)
        .map(Process::toHandle);
  }

  /** Returns when {@link #close()} was called. */
  void await() throws InterruptedException {
    stopping.await();
  }

  /**
   * Ends every component: what was started last first, what was started side by side so too. A
   * second call waits for nothing.
   */
  @Override
  public void close() {
    List<List<Component>> running;
    synchronized (this) {
      if (stopping.getCount() == 0) {
        return;
      }
      stopping.countDown();
      running = List.copyOf(started);
    }
    for (List<Component> wave : running.reversed()) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        wave.forEach(component -> threads.execute(() -> stop(component)));
      }
    }
  }

  private void stop(Component component) {
    Optional<ProcessHandle> process = process(component);
    if (process.isPresent()) {
      Instant begin = Instant.now();
      RunningComponent.stop(process.get(), component.stopSignal(), STOPPED_WITHIN);
      say("  %-14s stopped  %5.1f s", component.name(), seconds(begin));
    }
    try {
      Files.deleteIfExists(home.record(component.name()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void first(Component component) throws IOException {
    Instant begin = Instant.now();
    Process process = launch(component);
    if (process == null) {
      return;
    }
    say("  %-14s ready    %5.1f s   process %d", component.name(), seconds(begin), process.pid());
    onChange.run();
    Thread.ofVirtual().name("watch " + component.name()).start(() -> watch(component, process));
  }

  private @Nullable Process launch(Component component) throws IOException {
    component.prepare();
    Path log = home.log(component.name());
    Process process;
    synchronized (this) {
      if (stopping.getCount() == 0) {
        return null;
      }
      process = RunningComponent.start(component, log, Detached.PREFIX);
      processes.put(component, process);
      ProcessRecord.of(component, process.toHandle()).write(home);
    }
    RunningComponent.awaitReady(component, process, log, READY_WITHIN);
    component.settle();
    return process;
  }

  private void watch(Component component, Process first) {
    Process process = first;
    while (process != null) {
      process.onExit().join();
      if (stopping.getCount() == 0) {
        return;
      }
      say("%s  %s %s; starting it again", now(), component.name(), ending(process.exitValue()));
      process = again(component);
    }
  }

  private @Nullable Process again(Component component) {
    Instant begin = Instant.now();
    Duration backOff = Duration.ofMillis(100);
    while (true) {
      try {
        Process process = launch(component);
        if (process != null) {
          say("%s  %s is back after %.1f s", now(), component.name(), seconds(begin));
          onChange.run();
        }
        return process;
      } catch (IOException | RuntimeException failed) {
        if (stopping.getCount() == 0) {
          return null;
        }
        say("%s  %s", now(), String.valueOf(failed.getMessage()));
        process(component)
            .ifPresent(
                process -> RunningComponent.stop(process, component.stopSignal(), STOPPED_WITHIN));
      }
      try {
        if (stopping.await(backOff.toMillis(), TimeUnit.MILLISECONDS)) {
          return null;
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return null;
      }
      Duration doubled = backOff.multipliedBy(2);
      backOff = doubled.compareTo(LONGEST_BACK_OFF) < 0 ? doubled : LONGEST_BACK_OFF;
    }
  }

  private static String ending(int code) {
    return code > 128 && code < 160
        ? "was killed by signal " + (code - 128)
        : "ended with code " + code;
  }

  private static double seconds(Instant since) {
    return Duration.between(since, Instant.now()).toMillis() / 1000.0;
  }

  private static String now() {
    return LocalTime.now(ZoneId.systemDefault()).format(CLOCK);
  }

  private void say(String line, Object... values) {
    out.println(String.format(Locale.ROOT, line, values));
  }

  /** Puts a process in a session of its own, so that Ctrl-C reaches the supervisor alone. */
  private static final class Detached {
    static final List<String> PREFIX =
        Stream.of(
                List.of("setsid"),
                List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV", "--"))
            .filter(command -> Programs.onPath(command.getFirst()).isPresent())
            .findFirst()
            .orElse(List.of());
  }
}

package org.openroi.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A component as a running process. It ends with this JVM, even when this JVM is killed: a shell
 * waits for the end of its input and then kills the component.
 */
public final class RunningComponent implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(30);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(20);
  private static final int TRIES = 3;

  private final Component component;
  private final Path log;
  private final Thread onExit = new Thread(this::stop, "stop");
  private @Nullable Process process;
  private @Nullable Process guardian;

  private RunningComponent(Component component, Path log) {
    this.component = component;
    this.log = log;
  }

  /** Starts a component and returns when it serves. Output is appended to {@code log}. */
  public static RunningComponent start(Component component, Path log) throws IOException {
    RunningComponent running = new RunningComponent(component, log);
    Runtime.getRuntime().addShutdownHook(running.onExit);
    try {
      running.restart();
    } catch (IOException failed) {
      running.close();
      throw failed;
    }
    return running;
  }

  public ProcessHandle process() {
    return started().toHandle();
  }

  /** SIGKILL, and returns when the process is gone. */
  public void kill() {
    started().destroyForcibly();
    started().onExit().join();
    dismissGuardian();
  }

  /** Starts it again on its data after {@link #kill()}; returns when it serves. */
  public void restart() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        launch();
        return;
      } catch (ComponentFailed failed) {
        stop();
        if (attempt == TRIES) {
          throw failed;
        }
      }
    }
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException exiting) {
      return;
    }
  }

  private void launch() throws IOException {
    component.prepare();
    Process child = start(component, log, List.of());
    process = child;
    guardian = guard(child);
    awaitReady(component, child, log, READY_WITHIN);
    component.settle();
  }

  private synchronized void stop() {
    dismissGuardian();
    if (process != null) {
      stop(process.toHandle(), component.stopSignal(), STOPPED_WITHIN);
    }
  }

  private Process started() {
    if (process == null) {
      throw new IllegalStateException(component.name() + " was never started");
    }
    return process;
  }

  private void dismissGuardian() {
    if (guardian != null) {
      guardian.destroyForcibly();
    }
  }

  private static Process guard(Process child) throws IOException {
    return new ProcessBuilder(
            "/bin/sh", "-c", "cat >/dev/null; kill -KILL \"$0\"", Long.toString(child.pid()))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Starts the process of a component, whose {@link Component#prepare()} has run. */
  static Process start(Component component, Path log, List<String> prefix) throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    List<String> command = new ArrayList<>(prefix);
    command.addAll(component.command());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(component.environment());
    return builder.start();
  }

  /** Returns when the component serves; fails when its process ends or the time is over. */
  static void awaitReady(Component component, Process child, Path log, Duration within)
      throws ComponentFailed {
    Instant deadline = Instant.now().plus(within);
    try {
      while (!component.isReady()) {
        if (child.waitFor(100, TimeUnit.MILLISECONDS)) {
          throw new ComponentFailed(
              component.name(), "ended with code " + child.exitValue() + " as it started", log);
        }
        if (Instant.now().isAfter(deadline)) {
          throw new ComponentFailed(
              component.name(), "was not ready within " + within.toSeconds() + " s", log);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ComponentFailed(component.name(), "was interrupted as it started", log);
    }
  }

  /** Ends a process in good order, or with SIGKILL once {@code within} is over. */
  static void stop(ProcessHandle process, String signal, Duration within) {
    if (!process.isAlive()) {
      return;
    }
    try {
      new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(process.pid()))
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
      process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    } catch (IOException | ExecutionException | TimeoutException notInGoodOrder) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}

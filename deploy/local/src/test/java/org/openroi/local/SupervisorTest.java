package org.openroi.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
  private final ShellComponent store = new ShellComponent("store");
  private final ShellComponent service = new ShellComponent("service");
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void home() throws Exception {
    home = new Home(folder.resolve("home"));
    home.create();
  }

  @Test
  void startsAgainWhatWasKilled() throws Exception {
    try (Supervisor supervisor = new Supervisor(home, out)) {
      supervisor.start(List.of(store));
      supervisor.start(List.of(service));
      ProcessHandle first = supervisor.process(service).orElseThrow();
      ProcessHandle other = supervisor.process(store).orElseThrow();
      first.destroyForcibly();
      await()
          .untilAsserted(
              () ->
                  assertThat(supervisor.process(service))
                      .get()
                      .extracting(ProcessHandle::pid)
                      .isNotEqualTo(first.pid()));
      assertThat(supervisor.process(store)).contains(other);
      await()
          .untilAsserted(
              () ->
                  assertThat(text())
                      .contains("service was killed by signal 9; starting it again")
                      .contains("service is back after"));
    }
  }

  @Test
  void stopsInReverseOrderAndStartsNothingAgain() throws Exception {
    Supervisor supervisor = new Supervisor(home, out);
    supervisor.start(List.of(store));
    supervisor.start(List.of(service));
    List<ProcessHandle> processes =
        List.of(supervisor.process(store).orElseThrow(), supervisor.process(service).orElseThrow());
    supervisor.close();
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(text().indexOf("service        stopped"))
        .isPositive()
        .isLessThan(text().indexOf("store          stopped"));
    assertThat(text()).doesNotContain("again");
    assertThat(home.record("store")).doesNotExist();
  }

  @Test
  void endsWhatAKilledSupervisorLeft() throws Exception {
    Process left = new ProcessBuilder("sleep", "600").start();
    ProcessRecord.of(store, left.toHandle()).write(home);
    Process other = new ProcessBuilder("sleep", "600").start();
    ProcessRecord recorded = ProcessRecord.of(service, other.toHandle());
    new ProcessRecord(recorded.component(), recorded.pid(), recorded.startedAt() - 60_000, "KILL")
        .write(home);
    try {
      Supervisor.endLeftovers(home, out);
      assertThat(left.waitFor(5, TimeUnit.SECONDS)).isTrue();
      assertThat(other.isAlive()).as("a process that got the number later").isTrue();
      assertThat(text()).contains("left by a supervisor that was killed");
      assertThat(home.records()).isEmptyDirectory();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void saysInOneSentenceWhatDidNotStart() {
    Component broken =
        new Component() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public void prepare() {}

          @Override
          public List<String> command() {
            return List.of("sh", "-c", "exit 7");
          }

          @Override
          public boolean isReady() {
            return false;
          }
        };
    try (Supervisor supervisor = new Supervisor(home, out)) {
      assertThatThrownBy(() -> supervisor.start(List.of(broken)))
          .isInstanceOf(ComponentFailed.class)
          .hasMessage("broken ended with code 7 as it started. Its log: " + home.log("broken"));
    }
  }

  @Test
  void aComponentEndsWithTheJvmThatStartedItEvenWhenThatIsKilled() throws Exception {
    Process jvm =
        new ProcessBuilder(
                ComponentClassPath.javaProgram(),
                "-cp",
                System.getProperty("java.class.path"),
                StartAndWait.class.getName(),
                folder.resolve("log").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String pid = jvm.inputReader().readLine();
    Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(pid));
    assertThat(child).isPresent();
    jvm.destroyForcibly();
    await().untilAsserted(() -> assertThat(child.orElseThrow().isAlive()).isFalse());
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** Starts a component, prints its process id and waits for ever. */
  static final class StartAndWait {
    public static void main(String[] arguments) throws Exception {
      RunningComponent running =
          RunningComponent.start(new ShellComponent("waiting"), Path.of(arguments[0]));
      System.out.println(running.process().pid());
      running.process().onExit().join();
    }
  }
}

package org.openroi.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openroi.local.TokenIssuer;
import org.openroi.systemtests.load.Desk;
import org.openroi.systemtests.load.Recipients;
import org.openroi.systemtests.load.Records;

/**
 * The whole suite as a user has it: {@code deploy/local}'s supervisor in a process of its own, one
 * process per component, in a folder of its own. Parts are killed by SIGKILL; the supervisor starts
 * them again.
 */
final class SuiteUnderTest implements AutoCloseable {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Duration UP_WITHIN = Duration.ofMinutes(4);
  private static final Duration DOWN_WITHIN = Duration.ofSeconds(60);
  // Below the range that the system gives to clients.
  private static final int LOWEST_PORT = 20_000;
  private static final int HIGHEST_PORT = 32_000;
  private static final List<String> FACILITIES = List.of("main-campus");

  private final Path home;
  private final Process supervisor;
  private final Thread onExit;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private SuiteUnderTest(Path home, Process supervisor) {
    this.home = home;
    this.supervisor = supervisor;
    this.onExit = new Thread(supervisor::destroy, "stop the suite");
  }

  /**
   * Starts a suite and returns when everything serves.
   *
   * @param home its folder, which must not exist yet or hold a stopped suite
   * @param environment of every process, added to this one's
   */
  static SuiteUnderTest start(Path home, Map<String, String> environment) throws IOException {
    Files.createDirectories(home);
    choosePorts(home);
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.openroi.local.Roi",
                "up")
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("supervisor.log").toFile());
    Map<String, String> all = builder.environment();
    all.putAll(environment);
    all.put("ROI_HOME", home.toAbsolutePath().toString());
    SuiteUnderTest suite = new SuiteUnderTest(home.toAbsolutePath(), builder.start());
    Runtime.getRuntime().addShutdownHook(suite.onExit);
    try {
      Patience.until("the suite is up", UP_WITHIN, suite::isUp);
    } catch (RuntimeException failed) {
      suite.close();
      throw failed;
    }
    return suite;
  }

  /** Ports of its own from the start, so that no other suite on this machine answers for it. */
  private static void choosePorts(Path home) throws IOException {
    Path file = home.resolve("ports.properties");
    if (Files.exists(file)) {
      return;
    }
    Properties ports = new Properties();
    for (Part service : Part.SERVICES) {
      ports.setProperty(service.toString(), Integer.toString(freePort(ports)));
      ports.setProperty(service + ".management", Integer.toString(freePort(ports)));
    }
    ports.setProperty(Part.RECIPIENTS.toString(), Integer.toString(freePort(ports)));
    try (OutputStream out = Files.newOutputStream(file)) {
      ports.store(out, null);
    }
  }

  private static int freePort(Properties taken) throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      } catch (BindException inUse) {
        continue;
      }
      if (!taken.containsValue(Integer.toString(port))) {
        return port;
      }
    }
  }

  Path home() {
    return home;
  }

  String url(Part service) {
    return text("/" + service + "/url");
  }

  String managementUrl(Part service) {
    return text("/" + service + "/managementUrl");
  }

  String kafka() {
    return text("/kafka/bootstrapServers");
  }

  String mongo() {
    return text("/mongodb/connectionString");
  }

  String auditDatabase() {
    return text("/mongodb/database");
  }

  Path checkpointFile() {
    return Path.of(text("/files/checkpoint"));
  }

  Path auditPublicKey() {
    return Path.of(text("/files/auditPublicKey"));
  }

  Path logs() {
    return Path.of(text("/files/logs"));
  }

  /** The source folder that redaction reads records from. */
  Records records() {
    return new Records(Path.of(text("/files/records")));
  }

  /** The recipients' server, and where it keeps the keys of its users. */
  Recipients recipients() {
    return new Recipients(
        text("/recipients/host"),
        describe().at("/recipients/port").asInt(),
        text("/recipients/hostKey"),
        Path.of(text("/files/recipientKeys")));
  }

  /** What the recipients' users received. */
  Path received() {
    return Path.of(text("/recipients/folder"));
  }

  Path recipientsLedger() {
    return Path.of(text("/recipients/ledger"));
  }

  String token(String role, Map<String, ?> claims) throws IOException {
    Map<String, Object> all = new HashMap<>(claims);
    all.put("facilities", FACILITIES);
    all.putIfAbsent("sub", role);
    return TokenIssuer.token(text("/oidc/issuer"), role, all);
  }

  /** What a client needs. */
  Desk.Access access() throws IOException {
    Map<String, String> engines = new LinkedHashMap<>();
    for (String client : List.of("engine-a", "engine-b")) {
      engines.put(client, token("integration-engine", Map.of("client", client)));
    }
    return new Desk.Access(
        url(Part.INTAKE),
        url(Part.AUTHORIZATION),
        url(Part.REDACTION),
        kafka(),
        token("records-clerk", Map.of()),
        token("privacy-officer", Map.of()),
        engines,
        records(),
        recipients());
  }

  /** A connection to the database of a service. */
  Connection postgres(Part service) throws SQLException, IOException {
    JsonNode database = describe().at("/postgresql/databases/" + service);
    return DriverManager.getConnection(
        database.path("url").asText(),
        database.path("username").asText(),
        Files.readString(Path.of(database.path("passwordFile").asText())).strip());
  }

  /** The process of a part that runs now. */
  Optional<ProcessHandle> process(Part part) {
    long pid = describe().at("/" + part + "/pid").asLong(-1);
    return pid < 0 ? Optional.empty() : ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
  }

  /** SIGKILL, and returns when the process is gone. Does nothing where none runs. */
  void kill(Part part) {
    process(part)
        .ifPresent(
            process -> {
              process.destroyForcibly();
              process.onExit().join();
            });
  }

  /** SIGSTOP, and SIGCONT after this time: the process knows nothing of it. */
  void pause(Part part, Duration time) {
    process(part)
        .ifPresent(
            process -> {
              signal(process, "STOP");
              Patience.pause(time);
              signal(process, "CONT");
            });
  }

  private static void signal(ProcessHandle process, String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** SIGTERM, and returns when the process is gone. */
  void terminate(Part part) {
    process(part)
        .ifPresent(
            process -> {
              process.destroy();
              process.onExit().join();
            });
  }

  /** Returns when every part runs and every service says that it is ready. */
  void awaitReady(Duration within) {
    Patience.until("every part is ready", within, this::isReady);
  }

  boolean isReady() {
    requireSupervisor();
    return Stream.of(Part.values()).allMatch(part -> process(part).isPresent())
        && Part.SERVICES.stream()
            .allMatch(service -> get(managementUrl(service) + "/q/health/ready").isPresent());
  }

  /** The body of a GET without a token, if it is answered with 200. */
  Optional<String> get(String url) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
    try {
      HttpResponse<String> response =
          http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
    } catch (IOException notNow) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Stops every part in good order. The folder stays. */
  @Override
  public void close() {
    http.shutdownNow();
    supervisor.destroy();
    supervisor
        .onExit()
        .completeOnTimeout(supervisor, DOWN_WITHIN.toSeconds(), TimeUnit.SECONDS)
        .join()
        .destroyForcibly();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException exiting) {
      return;
    }
  }

  private boolean isUp() {
    requireSupervisor();
    return Files.exists(home.resolve("suite.json"))
        && describe().path("ready").asBoolean()
        && isReady();
  }

  private void requireSupervisor() {
    if (!supervisor.isAlive()) {
      throw new IllegalStateException(
          "the supervisor ended with code %d; see %s"
              .formatted(supervisor.exitValue(), home.resolve("supervisor.log")));
    }
  }

  private String text(String pointer) {
    return describe().at(pointer).asText();
  }

  private JsonNode describe() {
    try {
      return JSON.readTree(Files.readAllBytes(home.resolve("suite.json")));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

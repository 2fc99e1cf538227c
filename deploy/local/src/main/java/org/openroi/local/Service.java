package org.openroi.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One of the suite's own services, as it was packaged. */
final class Service implements Component {
  private final String name;
  private final Path jar;
  private final int port;
  private final int managementPort;
  private final int heapMegabytes;
  private final Map<String, String> environment;

  /**
   * @param heapMegabytes all the heap that it gets
   * @param environment all that it is configured with, its ports excepted
   */
  Service(
      String name,
      Path jar,
      int port,
      int managementPort,
      int heapMegabytes,
      Map<String, String> environment) {
    this.name = name;
    this.jar = jar;
    this.port = port;
    this.managementPort = managementPort;
    this.heapMegabytes = heapMegabytes;
    this.environment = Map.copyOf(environment);
  }

  String url() {
    return "http://" + Ports.HOST + ":" + port;
  }

  String managementUrl() {
    return "http://" + Ports.HOST + ":" + managementPort;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void prepare() throws IOException {
    if (!Files.exists(jar)) {
      throw new ComponentFailed("The " + name + " service is not built: there is no " + jar + ".");
    }
  }

  @Override
  public List<String> command() {
    return List.of(
        ComponentClassPath.javaProgram(),
        "-Xms64m",
        "-Xmx" + heapMegabytes + "m",
        "-XX:-UsePerfData",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-jar",
        jar.toString());
  }

  @Override
  public Map<String, String> environment() {
    var all = new java.util.HashMap<>(environment);
    all.put("QUARKUS_HTTP_HOST", Ports.HOST);
    all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    all.put("QUARKUS_MANAGEMENT_HOST", Ports.HOST);
    all.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
    return Map.copyOf(all);
  }

  @Override
  public boolean isReady() {
    return Ports.isOpen(managementPort) && answers(URI.create(managementUrl() + "/q/health/ready"));
  }

  /** Whether a GET is answered with 200. */
  static boolean answers(URI uri) {
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build()) {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

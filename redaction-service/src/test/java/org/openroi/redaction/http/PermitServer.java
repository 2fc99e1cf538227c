package org.openroi.redaction.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.openroi.redaction.SendPermits;

/** Authorization as far as permits go: a real server, which says what it is told to. */
public final class PermitServer implements AutoCloseable {
  private final HttpServer server;
  private final HttpSendPermits permits;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String body = "";
  private volatile int grants = Integer.MAX_VALUE;
  private volatile String token = "t-1";

  public PermitServer() {
    this(0);
  }

  /** At this port; at any that is free when it is 0. */
  public PermitServer(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    grant(Duration.ofSeconds(30));
    permits =
        new HttpSendPermits(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
            new Bearer() {
              @Override
              public String token() {
                return token;
              }

              @Override
              public void drop() {
                token = "t-2";
              }
            });
  }

  public SendPermits permits() {
    return permits;
  }

  /** From now on it is granted, for so long. */
  public void grant(Duration validity) {
    status = 200;
    body = "{\"validForMillis\":" + validity.toMillis() + "}";
    grants = Integer.MAX_VALUE;
  }

  /** It is granted so often, and then refused. */
  public void grantOnly(int times) {
    grants = asked("PUT") + times;
  }

  public void refuse() {
    answer(
        409,
        "{\"type\":\"urn:openroi:problem:permit-refused\",\"status\":409,"
            + "\"reason\":\"SUPERSEDED\"}");
  }

  public void answer(int withStatus, String withBody) {
    status = withStatus;
    body = withBody;
  }

  /** Methods and paths that were asked, in their order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  public int asked(String method) {
    return (int) asked.stream().filter(each -> each.startsWith(method + " ")).count();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String said = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String method = exchange.getRequestMethod();
    asked.add(
        method
            + " "
            + exchange.getRequestURI().getPath()
            + " "
            + said
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization"));
    if (method.equals("DELETE")) {
      exchange.sendResponseHeaders(204, -1);
    } else {
      if (status == 200 && asked("PUT") > grants) {
        refuse();
      }
      byte[] answer = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
    exchange.close();
  }

  public void stop() {
    server.stop(0);
  }

  @Override
  public void close() {
    permits.stop();
    stop();
  }
}

package org.openroi.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.RequesterId;
import org.openroi.event.SubmissionAccepted;
import org.openroi.event.Topics;
import org.openroi.kafka.InboundRecord;

/** A made-up identifier goes in on every way there is, and comes out nowhere. */
@QuarkusTest
class CanaryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String canary = "MRN-CANARY-" + UUID.randomUUID();

  @Inject AgroalDataSource database;

  @TestHTTPResource(value = "/q/metrics", management = true)
  URI metrics;

  @Test
  void leaksNoIdentifierIntoTopicTableLogMetricOrAnswer() throws SQLException {
    List<String> logged = new ArrayList<>();
    Handler listener = listener(logged);
    Logger.getLogger("").addHandler(listener);
    List<String> answers = new ArrayList<>();
    try {
      RequesterId requester = Api.newRequester();
      Submitted.admit("engine-a");
      goIn(requester, answers);
    } finally {
      Logger.getLogger("").removeHandler(listener);
    }
    assertThat(answers).isNotEmpty().noneMatch(this::holds);
    assertThat(logged).isNotEmpty().noneMatch(this::holds);
    assertThat(holds(RestAssured.given().get(metrics).asString())).isFalse();
    List<InboundRecord> out = Broker.read(topic -> Topics.submittingClient(topic).isEmpty());
    assertThat(out).isNotEmpty().noneMatch(this::holds);
    assertThat(columnsThatHoldIt()).isEmpty();
  }

  private void goIn(RequesterId requester, List<String> answers) {
    String body = Api.release(requester, canary);
    String key = UUID.randomUUID().toString();
    answers.add(Api.submit(Api.clerk(), key, body).asString());
    answers.add(Api.submit(Api.clerk(), key, body.replace("HLEGAL", "TREAT")).asString());
    answers.add(Api.submit(Api.clerk(), key + "2", body.replace("\"scope\"", "\"x\"")).asString());
    answers.add(
        Api.submit(Api.clerk(), key + "3", body.replace("\"portal\"", "\"" + canary + " \""))
            .asString());
    answers.add(Api.clerk().get("/api/v1/" + canary).asString());

    EventEnvelope plain = Submitted.by("engine-a", Submitted.release(requester, canary));
    answers.add(http(EventCodec.encodeStructured(plain)));
    answers.add(http(("{\"id\":\"" + canary + "\"").getBytes(StandardCharsets.UTF_8)));
    String topic = Topics.submissions("engine-a");
    Broker.send(topic, Submitted.by("engine-a", Submitted.release(requester, canary)));
    Map<String, String> headers = EventCodec.encode(plain).headers();
    Broker.send(topic, canary, headers, ("{\"" + canary).getBytes(StandardCharsets.UTF_8));
    Broker.send(topic, canary, headers, ("{\"purpose\":\"" + canary + "\"}").getBytes());
    EventEnvelope last =
        Submitted.by(
            "engine-a",
            Submitted.encrypted(
                requester,
                RunningIntake.encrypt(
                    "{\"system\":\"" + Api.SYSTEM + "\",\"value\":\"" + canary + "\"}")));
    Broker.send(topic, last);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        Broker.events(
                            Topics.SUBMISSION_OUTCOMES,
                            SubmissionAccepted.class,
                            fact -> fact.clientReference().equals(last.subject())))
                    .hasSize(1));
    answers.add(Api.newPatient(canary));
  }

  private static String http(byte[] event) {
    return Api.engine("engine-a")
        .contentType(EventCodec.DATA_CONTENT_TYPE)
        .header("ce-specversion", "1.0")
        .body(event)
        .post("/api/v1/events")
        .asString();
  }

  private boolean holds(String text) {
    return text.contains("CANARY-") && text.contains(canary.substring(11));
  }

  private boolean holds(InboundRecord record) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    byte[] key = record.key() == null ? new byte[0] : record.key();
    return holds(new String(value, StandardCharsets.ISO_8859_1))
        || holds(new String(key, StandardCharsets.ISO_8859_1))
        || holds(record.headers().toString());
  }

  /** Every column of every table, binary ones byte for byte. */
  private List<String> columnsThatHoldIt() throws SQLException {
    String hex = HexFormat.of().formatHex(canary.getBytes(StandardCharsets.UTF_8));
    List<String> found = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      List<String[]> columns = new ArrayList<>();
      try (ResultSet row =
          connection
              .createStatement()
              .executeQuery(
                  "select table_name, column_name, data_type from information_schema.columns"
                      + " where table_schema = 'public'")) {
        while (row.next()) {
          columns.add(new String[] {row.getString(1), row.getString(2), row.getString(3)});
        }
      }
      assertThat(columns).hasSizeGreaterThan(50);
      for (String[] column : columns) {
        boolean binary = column[2].equals("bytea");
        String text =
            binary ? "encode(\"" + column[1] + "\", 'hex')" : "\"" + column[1] + "\"::text";
        try (ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    "select 1 from \"%s\" where %s like '%%%s%%' limit 1"
                        .formatted(column[0], text, binary ? hex : canary))) {
          if (row.next()) {
            found.add(column[0] + "." + column[1]);
          }
        }
      }
    }
    return found;
  }

  private static Handler listener(List<String> logged) {
    return new Handler() {
      @Override
      public synchronized void publish(LogRecord record) {
        StringBuilder line = new StringBuilder(String.valueOf(record.getMessage()));
        if (record.getParameters() != null) {
          line.append(List.of(record.getParameters()).toString());
        }
        for (Throwable thrown = record.getThrown(); thrown != null; thrown = thrown.getCause()) {
          line.append(thrown);
        }
        logged.add(line.toString());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}

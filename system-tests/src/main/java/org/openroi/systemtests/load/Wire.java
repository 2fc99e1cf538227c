package org.openroi.systemtests.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.openroi.event.EncodedEvent;
import org.openroi.systemtests.checker.Call.Outcome;
import org.openroi.systemtests.load.Attempts.Answer;
import org.openroi.systemtests.load.Attempts.Send;

/** The client's side of HTTP and of Kafka. */
final class Wire implements AutoCloseable {
  private static final int TOO_MANY = 429;
  private static final int REQUEST_TIMEOUT = 408;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final KafkaProducer<byte[], byte[]> kafka;

  Wire(String bootstrapServers) {
    Properties settings = new Properties();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(4 << 20));
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "4000");
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "3000");
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "5000");
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "200");
    kafka = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A request whose answer's {@code Location} names what was made. */
  Send http(String method, String url, String token, Map<String, String> headers, byte[] body) {
    return patience -> {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url))
              .timeout(patience)
              .header("Authorization", "Bearer " + token)
              .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
      headers.forEach(request::header);
      HttpResponse<String> response;
      try {
        response =
            http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      } catch (HttpTimeoutException late) {
        return Answer.LOST;
      }
      if (response.body().contains(Canary.IDENTIFIER)) {
        throw new IllegalStateException("an answer quotes a patient's identifier: " + url);
      }
      String made =
          response
              .headers()
              .firstValue("Location")
              .map(location -> location.substring(location.lastIndexOf('/') + 1))
              .orElse(null);
      return new Answer(outcome(response.statusCode()), made, response.body());
    };
  }

  private static Outcome outcome(int status) {
    if (status / 100 == 2) {
      return Outcome.OK;
    }
    boolean refused = status / 100 == 4 && status != TOO_MANY && status != REQUEST_TIMEOUT;
    return refused ? Outcome.FAIL : Outcome.INFO;
  }

  /** An event as a record. */
  static ProducerRecord<byte[], byte[]> toRecord(String topic, EncodedEvent event) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, event.key().getBytes(StandardCharsets.UTF_8), event.value());
    event
        .headers()
        .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  /** A record; the answer is the broker's. */
  Send record(ProducerRecord<byte[], byte[]> record) {
    return patience -> {
      try {
        Future<RecordMetadata> sent = kafka.send(record);
        sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        return new Answer(Outcome.OK, null, "");
      } catch (ExecutionException | TimeoutException | RuntimeException lost) {
        return Answer.LOST;
      }
    };
  }

  @Override
  public void close() throws IOException {
    kafka.close(Duration.ofSeconds(10));
    http.shutdownNow();
  }
}

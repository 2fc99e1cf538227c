package org.openroi.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openroi.event.Topics;
import org.openroi.local.TestComponents;

class KafkaStartupChecksTest {
  private static final String CHANNEL = "mp.messaging.incoming.release-requests.";
  private static final String DESERIALIZER =
      "org.apache.kafka.common.serialization.ByteArrayDeserializer";

  private static Map<String, String> safe() {
    return new HashMap<>(
        Map.of(
            CHANNEL + "connector", "smallrye-kafka",
            CHANNEL + "batch", "true",
            CHANNEL + "cloud-events", "false",
            CHANNEL + "key.deserializer", DESERIALIZER,
            CHANNEL + "value.deserializer", DESERIALIZER,
            CHANNEL + "auto.offset.reset", "earliest",
            CHANNEL + "enable.auto.commit", "false",
            CHANNEL + "throttled.unprocessed-record-max-age.ms", "0"));
  }

  private static void check(Map<String, String> config) {
    new KafkaStartupChecks(config::get).incoming("release-requests").orRefuse();
  }

  @Test
  void acceptsSafeSettings() {
    assertThatCode(() -> check(safe())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "auto.offset.reset, latest",
    "enable.auto.commit, true",
    "commit-strategy, latest",
    "commit-strategy, ignore",
    "failure-strategy, dead-letter-queue",
    "failure-strategy, ignore",
    "cloud-events, true",
    "batch, false",
    "throttled.unprocessed-record-max-age.ms, 60000",
    "value.deserializer, org.apache.kafka.common.serialization.StringDeserializer"
  })
  void refusesAnUnsafeSetting(String name, String value) {
    Map<String, String> config = safe();
    config.put(CHANNEL + name, value);

    assertThatThrownBy(() -> check(config))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Refusing to start: channel release-requests needs " + name + "=");
  }

  @ParameterizedTest
  @CsvSource({"auto.offset.reset", "cloud-events", "batch"})
  void aConnectorsUnsafeDefaultIsAFaultToo(String name) {
    Map<String, String> config = safe();
    config.remove(CHANNEL + name);

    assertThatThrownBy(() -> check(config)).hasMessageContaining(name);
  }

  @Test
  void aSettingMayStandForAllChannels() {
    Map<String, String> config = safe();
    config.remove(CHANNEL + "auto.offset.reset");
    config.put("kafka.auto.offset.reset", "earliest");
    assertThatCode(() -> check(config)).doesNotThrowAnyException();

    config.put("mp.messaging.connector.smallrye-kafka.auto.offset.reset", "latest");
    assertThatThrownBy(() -> check(config)).hasMessageContaining("auto.offset.reset");
  }

  @Test
  void refusesAProducerThatOneReplicaIsEnoughFor() {
    assertThatCode(
            () ->
                new KafkaStartupChecks(name -> null)
                    .producer(ProducerSettings.of("localhost:9092", "relay"))
                    .orRefuse())
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () ->
                new KafkaStartupChecks(name -> null)
                    .producer(Map.of("acks", "1", "enable.idempotence", false))
                    .orRefuse())
        .hasMessage("Refusing to start: acks=all is needed; enable.idempotence=true is needed");
  }

  @Test
  void refusesAPlainConsumerThatCommitsByItselfOrSkipsHistory() {
    assertThatThrownBy(() -> new KafkaStartupChecks(name -> null).consumer(Map.of()).orRefuse())
        .hasMessageContaining("auto.offset.reset=earliest")
        .hasMessageContaining("enable.auto.commit=false");
  }

  @Test
  void refusesAMissingTopic() {
    Map<String, Object> client = Map.of("bootstrap.servers", TestComponents.kafka());

    assertThatThrownBy(
            () ->
                new KafkaStartupChecks(name -> null)
                    .topics(
                        client,
                        List.of(Topics.RELEASE_REQUESTS, "roi.nothing.v1"),
                        Duration.ofSeconds(20))
                    .orRefuse())
        .hasMessage("Refusing to start: topic roi.nothing.v1 does not exist");
  }

  @Test
  void refusesWhenNoBrokerAnswersInTime() {
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers", "localhost:1",
            "default.api.timeout.ms", 500,
            "request.timeout.ms", 400);

    assertThatThrownBy(
            () ->
                new KafkaStartupChecks(name -> null)
                    .topics(client, List.of(Topics.RELEASE_REQUESTS), Duration.ofMillis(1))
                    .orRefuse())
        .hasMessage("Refusing to start: no broker answers");
  }
}

package org.openroi.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds {@code asyncapi.yaml} against {@code topics.json} and the code. */
class AsyncApiTest {
  private JsonNode api;
  private final Map<String, JsonNode> topics = new HashMap<>();

  @BeforeEach
  void read() throws IOException {
    try (InputStream yaml = EventType.class.getResourceAsStream("asyncapi.yaml");
        InputStream json = EventType.class.getResourceAsStream("topics.json")) {
      api = new YAMLMapper().readTree(yaml);
      new ObjectMapper()
          .readTree(json)
          .get("topics")
          .forEach(topic -> topics.put(topic.get("name").asText(), topic));
    }
  }

  @Test
  void isOfVersionThree() {
    assertThat(api.get("asyncapi").asText()).isEqualTo("3.0.0");
  }

  @Test
  void itsChannelsAreTheTopics() {
    assertThat(api.get("channels").valueStream().map(channel -> channel.get("address").asText()))
        .containsExactlyInAnyOrderElementsOf(topics.keySet());
    for (JsonNode channel : api.get("channels")) {
      String address = channel.get("address").asText();
      JsonNode topic = topics.get(address);
      JsonNode kafka = channel.at("/bindings/kafka");
      JsonNode configuration = kafka.get("topicConfiguration");
      assertThat(kafka.get("partitions").asInt())
          .as(address)
          .isEqualTo(topic.get("partitions").asInt());
      assertThat(configuration.at("/cleanup.policy/0").asText())
          .as(address)
          .isEqualTo(topic.get("cleanupPolicy").asText());
      requireSameDays(configuration.get("retention.ms"), topic.get("retentionDays"), address);
      requireSameDays(
          configuration.get("min.compaction.lag.ms"), topic.get("minCompactionLagDays"), address);
      assertThat(channel.has("parameters")).as(address).isEqualTo(address.contains("{client}"));
    }
  }

  private static void requireSameDays(JsonNode millis, JsonNode days, String address) {
    assertThat(millis == null ? -1 : millis.asLong())
        .as(address)
        .isEqualTo(days == null ? -1 : Duration.ofDays(days.asLong()).toMillis());
  }

  @Test
  void eachChannelHoldsTheTypesOfItsTopic() {
    for (JsonNode channel : api.get("channels")) {
      String address = channel.get("address").asText();
      Set<String> expected =
          Stream.of(EventType.values())
              .filter(
                  type ->
                      switch (type) {
                        case RELEASE_SUBMITTED -> address.equals(Topics.submissions("{client}"));
                        case EVENT_QUARANTINED -> Topics.isDeadLetters(address);
                        default -> type.topic().orElseThrow().equals(address);
                      })
              .map(type -> type.data().getSimpleName())
              .collect(Collectors.toSet());
      Set<String> messages = new HashSet<>();
      channel
          .get("messages")
          .properties()
          .forEach(
              message -> {
                messages.add(message.getKey());
                assertThat(message.getValue().get("$ref").asText())
                    .isEqualTo("#/components/messages/" + message.getKey());
              });
      assertThat(messages).as(address).isEqualTo(expected).isNotEmpty();
    }
  }

  @Test
  void itsMessagesAreTheTypes() {
    JsonNode messages = api.at("/components/messages");
    Set<String> names = new TreeSet<>();
    messages.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .isEqualTo(
            Stream.of(EventType.values())
                .map(type -> type.data().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new)));
    for (EventType type : EventType.values()) {
      JsonNode message = messages.get(type.data().getSimpleName());
      assertThat(message.get("name").asText()).isEqualTo(type.wire());
      assertThat(message.get("title").asText()).isEqualTo(type.data().getSimpleName());
      assertThat(message.get("contentType").asText()).isEqualTo(EventCodec.DATA_CONTENT_TYPE);
      String schema = message.at("/payload/schema/$ref").asText();
      assertThat(schema).isEqualTo("schemas/" + type.wire() + ".json");
      assertThat(message.get("summary").asText())
          .isEqualTo(EventSchemaTest.schema(type).get("description").asText());
    }
  }

  @Test
  void itsHeadersAreTheAttributes() {
    for (Map.Entry<String, EventEnvelope> golden : EventFixture.golden().entrySet()) {
      EventType type = golden.getValue().type();
      JsonNode message = api.at("/components/messages/" + type.data().getSimpleName());
      JsonNode headers = api.at(message.at("/headers/$ref").asText().substring(1));
      Set<String> properties = new HashSet<>();
      headers.get("properties").fieldNames().forEachRemaining(properties::add);
      Set<String> required = new HashSet<>();
      headers.get("required").forEach(name -> required.add(name.asText()));
      Set<String> written = EventCodec.encode(golden.getValue()).headers().keySet();
      assertThat(properties).as(golden.getKey()).containsAll(written);
      assertThat(written).as(golden.getKey()).containsAll(required);
    }
  }

  @Test
  void onePartySpeaksOnEachChannel() {
    Set<String> channels = new HashSet<>();
    for (JsonNode operation : api.get("operations")) {
      String name = operation.at("/channel/$ref").asText().substring("#/channels/".length());
      assertThat(channels.add(name)).as(name).isTrue();
      String address = api.at("/channels/" + name + "/address").asText();
      boolean submissions = address.equals(Topics.submissions("{client}"));
      assertThat(operation.get("action").asText()).isEqualTo(submissions ? "receive" : "send");
      if (!submissions) {
        String publisher =
            Topics.isDeadLetters(address)
                ? address.split("\\.")[address.split("\\.").length - 2]
                : Stream.of(EventType.values())
                    .filter(type -> type.topic().filter(address::equals).isPresent())
                    .flatMap(type -> type.publishers().stream())
                    .map(Publisher::source)
                    .map(source -> source.substring("/openroi/".length()))
                    .distinct()
                    .collect(Collectors.joining(" and "));
        assertThat(operation.get("summary").asText()).isEqualTo("Written by " + publisher + ".");
      }
    }
    Set<String> all = new HashSet<>();
    api.get("channels").fieldNames().forEachRemaining(all::add);
    assertThat(channels).isEqualTo(all);
  }
}

package org.openroi.audit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openroi.event.Topics;

/** Holds what this service subscribes to against the topics that there are. */
class AuditedTopicsTest {
  private Pattern audited;
  private List<String> topics;

  @BeforeEach
  void read() throws IOException {
    Properties properties = new Properties();
    try (InputStream file = AuditedTopicsTest.class.getResourceAsStream("/application.properties");
        InputStream json = Topics.class.getResourceAsStream("topics.json")) {
      properties.load(file);
      topics =
          new ObjectMapper()
              .readTree(json)
              .get("topics")
              .valueStream()
              .map(topic -> topic.get("name").asText().replace("{client}", "engine-a"))
              .toList();
    }
    audited =
        Pattern.compile(
            properties.getProperty("mp.messaging.incoming." + KafkaWiring.CHANNEL + ".topic"));
  }

  @Test
  void everyTopicOfTheOtherServicesIsAuditedAndNoOther() {
    assertThat(topics.stream().filter(audited.asMatchPredicate()))
        .containsExactlyElementsOf(
            topics.stream()
                .filter(topic -> !Topics.isDeadLetters(topic) || !topic.endsWith(".audit.dlq"))
                .filter(topic -> Topics.submittingClient(topic).isEmpty())
                .filter(
                    topic ->
                        !topic.equals(Topics.AUDIT_ENTRIES)
                            && !topic.equals(Topics.AUDIT_CHECKPOINTS))
                .toList());
  }

  @Test
  void eachHasATopicForItsDeadLetters() {
    assertThat(
            topics.stream()
                .filter(audited.asMatchPredicate())
                .filter(topic -> !Topics.isDeadLetters(topic))
                .map(topic -> Topics.deadLetters(topic, "audit")))
        .isSubsetOf(topics);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "roi.submissions.engine-a.v1",
        "roi.audit-entries.v1",
        "roi.requesters.v1.audit.dlq",
        "roi.disclosures.v1.somebody.dlq",
        "roi-disclosures-v1"
      })
  void nothingElseIs(String topic) {
    assertThat(audited.matcher(topic).matches()).isFalse();
  }
}

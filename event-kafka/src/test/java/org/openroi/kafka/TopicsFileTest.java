package org.openroi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openroi.event.Topics;

class TopicsFileTest {
  @Test
  void everyClientGetsItsOwnSubmissionTopicAndDeadLetters() {
    assertThat(TopicsFile.forClients(Set.of("engine-a", "engine-b")))
        .extracting(TopicsFile.TopicSpec::name)
        .contains(
            "roi.submissions.engine-a.v1",
            "roi.submissions.engine-b.v1",
            "roi.submissions.engine-b.v1.intake.dlq",
            Topics.RELEASE_REQUESTS)
        .doesNotHaveDuplicates()
        .noneMatch(name -> name.contains("{"));
  }

  @Test
  void knowsWhichTopicsAreCompacted() {
    assertThat(TopicsFile.compacted())
        .containsExactlyInAnyOrder(
            Topics.REQUESTERS, Topics.RELEASE_STATUS, Topics.AUDIT_CHECKPOINTS);
  }

  @Test
  void everyTopicKeepsWhatItHoldsLongEnoughToBeReplayed() {
    assertThat(TopicsFile.read())
        .allSatisfy(
            spec -> {
              assertThat(spec.retention().toDays()).isGreaterThanOrEqualTo(14);
              assertThat(spec.newTopic((short) 1).configs())
                  .containsEntry("cleanup.policy", spec.compacted() ? "compact" : "delete");
            });
  }
}

package org.openroi.event;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of topics. Partitions, retention and clean-up stand in {@code topics.json} beside this
 * class, the one file that every deployment creates them from.
 */
public final class Topics {
  public static final String SUBMISSION_OUTCOMES = "roi.submission-outcomes.v1";
  public static final String RELEASE_REQUESTS = "roi.release-requests.v1";
  public static final String REQUESTERS = "roi.requesters.v1";
  public static final String RELEASE_STATUS = "roi.release-status.v1";
  public static final String AUTHORIZATIONS = "roi.authorizations.v1";
  public static final String RELEASE_DECISIONS = "roi.release-decisions.v1";
  public static final String DISCLOSURES = "roi.disclosures.v1";
  public static final String AUDIT_ENTRIES = "roi.audit-entries.v1";
  public static final String AUDIT_CHECKPOINTS = "roi.audit-checkpoints.v1";

  /** Every submission topic, as a regular expression for a consumer's subscription. */
  public static final String SUBMISSIONS_PATTERN =
      "roi\\.submissions\\.[a-z0-9][a-z0-9-]{0,39}\\.v1";

  /** The name of a client, as a regular expression. */
  static final String CLIENT = "[a-z0-9][a-z0-9-]{0,39}";

  private static final Pattern SUBMISSIONS =
      Pattern.compile("roi\\.submissions\\.(" + CLIENT + ")\\.v1");
  private static final String DEAD_LETTERS = ".dlq";

  private Topics() {}

  /** The topic that this client alone may write. */
  public static String submissions(String client) {
    return "roi.submissions." + client + ".v1";
  }

  /** The client that alone may write this topic, if it is a submission topic. */
  public static Optional<String> submittingClient(String topic) {
    Matcher matcher = SUBMISSIONS.matcher(topic);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The dead-letter topic of a topic for a consumer group. */
  public static String deadLetters(String topic, String consumer) {
    return topic + "." + consumer + DEAD_LETTERS;
  }

  public static boolean isDeadLetters(String topic) {
    return topic.endsWith(DEAD_LETTERS);
  }

  /**
   * Checks that a source may write this topic.
   *
   * @throws InvalidEvent WRONG_TOPIC when it may not
   */
  public static void requireMayWrite(EventEnvelope event, String topic) {
    Optional<String> client = submittingClient(topic);
    boolean mayWrite;
    if (client.isPresent()) {
      mayWrite =
          event.type().publishers().contains(Publisher.CLIENT)
              && event.source().equals(Publisher.clientSource(client.get()));
    } else if (isDeadLetters(topic)) {
      // Only the consumer that the topic is named after, and only about the topic that it is of.
      mayWrite =
          event.data() instanceof EventQuarantined quarantined
              && topic.equals(deadLetters(quarantined.topic(), quarantined.consumer()))
              && event.source().equals(Publisher.serviceSource(quarantined.consumer()));
    } else {
      mayWrite =
          event.type().topic().filter(topic::equals).isPresent()
              && event.type().publishers().stream()
                  .anyMatch(publisher -> event.source().equals(publisher.source()));
    }
    if (!mayWrite) {
      throw new InvalidEvent(InvalidEvent.Reason.WRONG_TOPIC);
    }
  }
}

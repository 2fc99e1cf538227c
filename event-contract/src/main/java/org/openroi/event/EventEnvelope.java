package org.openroi.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An event with its CloudEvents 1.0 attributes. It is known by (source, id).
 *
 * @param source who publishes it, a {@link Publisher#source()} or {@link Publisher#clientSource}
 * @param time when the fact came to be; kept to the millisecond
 * @param custodian the covered entity whose records are meant (extension {@code custodian})
 * @param facility the facility within it (extension {@code facility})
 * @param causationId id of the event that caused it (extension {@code causationid})
 * @param subjectVersion 1, 2, 3… per (topic, subject), without a gap (extension {@code
 *     subjectversion}); 0 where the publisher gives none, as in a submission
 */
public record EventEnvelope(
    EventId id,
    String source,
    Instant time,
    String custodian,
    String facility,
    @Nullable EventId causationId,
    int subjectVersion,
    ReleaseEvent data) {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  public EventEnvelope {
    Checks.present("id", id);
    Checks.text("source", source, 200);
    if (Publisher.of(source).isEmpty()) {
      throw new Checks.InvalidField("source");
    }
    time = millis("time", time);
    Checks.code("custodian", custodian);
    Checks.code("facility", facility);
    if (subjectVersion < 0) {
      throw new Checks.InvalidField("subjectversion");
    }
    Checks.present("data", data);
  }

  public EventType type() {
    return EventType.of(data);
  }

  /** The CloudEvents {@code subject} and the Kafka key. */
  public String subject() {
    return data.subject();
  }

  /** The same event as the {@code version}th of its subject on its topic. */
  public EventEnvelope withSubjectVersion(int version) {
    return new EventEnvelope(id, source, time, custodian, facility, causationId, version, data);
  }

  /** To the millisecond, within the four-digit years of RFC 3339. */
  static Instant millis(String field, @Nullable Instant instant) {
    Instant present = Checks.present(field, instant);
    if (present.isBefore(FIRST) || present.isAfter(LAST)) {
      throw new Checks.InvalidField(field);
    }
    return present.truncatedTo(ChronoUnit.MILLIS);
  }
}

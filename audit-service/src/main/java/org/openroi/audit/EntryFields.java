package org.openroi.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openroi.event.EventEnvelope;

/**
 * What an entry can be found by. A copy of what its bytes say, which verification compares.
 *
 * @param subject the release, authorization, relationship or requester that the event is about
 * @param version of the subject on its topic
 * @param causation id of the event that caused it
 */
public record EntryFields(
    String source,
    String id,
    String type,
    String subject,
    int version,
    Instant time,
    String custodian,
    String facility,
    @Nullable String causation) {

  public static EntryFields of(EventEnvelope event) {
    return new EntryFields(
        event.source(),
        event.id().value(),
        event.type().wire(),
        event.subject(),
        event.subjectVersion(),
        event.time(),
        event.custodian(),
        event.facility(),
        event.causationId() == null ? null : event.causationId().value());
  }

  public EventKey key() {
    return new EventKey(source, id);
  }

  /** Names of the fields in which the other one is not the same. */
  List<String> differences(EntryFields other) {
    List<String> names = new ArrayList<>();
    compare(names, "source", source, other.source);
    compare(names, "id", id, other.id);
    compare(names, "type", type, other.type);
    compare(names, "subject", subject, other.subject);
    compare(names, "version", version, other.version);
    compare(names, "time", time, other.time);
    compare(names, "custodian", custodian, other.custodian);
    compare(names, "facility", facility, other.facility);
    compare(names, "causation", causation, other.causation);
    return names;
  }

  private static void compare(
      List<String> names, String name, @Nullable Object one, @Nullable Object other) {
    if (!Objects.equals(one, other)) {
      names.add(name);
    }
  }
}

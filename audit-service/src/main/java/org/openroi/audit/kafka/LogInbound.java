package org.openroi.audit.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.openroi.audit.Coordinates;
import org.openroi.audit.EntryContent;
import org.openroi.audit.Events;
import org.openroi.audit.Quarantine;
import org.openroi.audit.RecordEvents;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.EventQuarantined;
import org.openroi.event.EventType;
import org.openroi.event.InvalidEvent;
import org.openroi.event.Publisher;
import org.openroi.event.Topics;
import org.openroi.kafka.Admission;
import org.openroi.kafka.Arrival;
import org.openroi.kafka.InboundRecord;
import org.openroi.kafka.InboundStore;
import org.openroi.kafka.Sealer;

/**
 * The log as the store of inbound batches. There is no inbox table and no transaction: admitting an
 * event is appending it, the log's unique key is the dedupe, and doing it again changes nothing.
 */
final class LogInbound implements InboundStore {
  /** The consumer group, and the last part of its dead-letter topics. */
  static final String CONSUMER = "audit";

  /** A record that cannot be read belongs to no facility that anybody knows. */
  private static final String NO_FACILITY = "unassigned";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] NOTHING = {};
  private static final System.Logger LOG = System.getLogger(LogInbound.class.getName());

  private final RecordEvents recordEvents;
  private final Quarantine quarantine;
  private final Events events;
  private final Sealer sealer;
  private final String custodian;
  private final Clock clock;

  LogInbound(
      RecordEvents recordEvents,
      Quarantine quarantine,
      Events events,
      Sealer sealer,
      String custodian,
      Clock clock) {
    this.recordEvents = recordEvents;
    this.quarantine = quarantine;
    this.events = events;
    this.sealer = sealer;
    this.custodian = custodian;
    this.clock = clock;
  }

  @Override
  public <T> T inTransaction(Supplier<T> work) {
    return work.get();
  }

  @Override
  public List<Admission> admit(List<Arrival> arrivals) {
    List<EntryContent> contents = new ArrayList<>(arrivals.size());
    for (Arrival arrival : arrivals) {
      InboundRecord record = arrival.record();
      contents.add(
          EntryContent.of(
              arrival.event(),
              data(record),
              new Coordinates(record.topic(), record.partition(), record.offset())));
    }
    return recordEvents.record(contents).stream()
        .map(
            outcome ->
                switch (outcome) {
                  case APPENDED -> Admission.NEW;
                  case DUPLICATE -> Admission.DUPLICATE;
                  case OTHER_BODY -> Admission.OTHER_BODY;
                })
        .toList();
  }

  /** The event's data as they came. Services write binary mode; structured mode is read too. */
  private static byte[] data(InboundRecord record) {
    byte[] value = Objects.requireNonNull(record.value());
    String contentType = record.headers().getOrDefault("content-type", "");
    if (!contentType.startsWith(EventCodec.STRUCTURED_CONTENT_TYPE)) {
      return value;
    }
    try {
      return JSON.writeValueAsBytes(JSON.readTree(value).required("data"));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Nothing is parked: the log takes events as they come, and verification finds the gaps. */
  @Override
  public List<Arrival> due(Collection<String> topics) {
    return List.of();
  }

  @Override
  public int announceGaps(Instant asOf) {
    return 0;
  }

  @Override
  public void quarantine(InboundRecord record, InvalidEvent.Reason reason) {
    byte[] value = record.value() == null ? NOTHING : record.value();
    String sha256 = EventCodec.sha256(value);
    Instant since =
        quarantine.keep(
            new Coordinates(record.topic(), record.partition(), record.offset()),
            sealer.seal(value, record.coordinates()),
            sha256,
            reason,
            clock.instant());
    if (Topics.isDeadLetters(record.topic())) {
      LOG.log(System.Logger.Level.ERROR, "a dead letter is unreadable: {0}", record);
      return;
    }
    EventQuarantined notice =
        new EventQuarantined(
            record.topic(), record.partition(), record.offset(), CONSUMER, sha256, reason);
    EventId cause = new EventId(sha256 + ":" + CONSUMER + ":" + reason.name());
    events.publish(
        List.of(
            new EventEnvelope(
                EventId.following(cause, EventType.EVENT_QUARANTINED, notice.subject()),
                Publisher.AUDIT.source(),
                since,
                custodian,
                NO_FACILITY,
                null,
                1,
                notice)));
  }

  /** Whatever fails here is not the record: it was read, and its size is bounded. */
  @Override
  public boolean isOutage(Throwable failure) {
    return true;
  }
}

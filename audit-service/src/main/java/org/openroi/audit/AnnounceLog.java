package org.openroi.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.openroi.event.AuditEntryAppended;
import org.openroi.event.CheckpointSigned;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.EventType;
import org.openroi.event.Publisher;

/**
 * Publishes the log: one event for each entry and for each checkpoint, in their order, at least
 * once, and always the same event for the same one.
 */
@ApplicationScoped
public class AnnounceLog {
  private static final int CHUNK = 500;
  private static final String ENTRIES = "entries";
  private static final String CHECKPOINTS = "checkpoints";

  /** A checkpoint commits to the entries of every facility. */
  private static final String NO_FACILITY = "unassigned";

  private final AuditLog log;
  private final Checkpoints checkpoints;
  private final Cursors cursors;
  private final Events events;

  public AnnounceLog(AuditLog log, Checkpoints checkpoints, Cursors cursors, Events events) {
    this.log = log;
    this.checkpoints = checkpoints;
    this.cursors = cursors;
    this.events = events;
  }

  /** Announces the entries that have not been, and says how many that were. */
  public synchronized int announceEntries() {
    int count = 0;
    List<Entry> chunk;
    do {
      long from = cursors.position(ENTRIES);
      chunk = log.entries(from, CHUNK);
      if (!chunk.isEmpty()) {
        events.publish(chunk.stream().map(this::appended).toList());
        cursors.advance(ENTRIES, from + chunk.size());
        count += chunk.size();
      }
    } while (chunk.size() == CHUNK);
    return count;
  }

  /**
   * Announces the checkpoints that have not been, and says how many that were.
   *
   * @param custodian whose log it is
   */
  public synchronized int announceCheckpoints(String custodian) {
    int count = 0;
    List<SignedCheckpoint> chunk;
    do {
      int from = (int) cursors.position(CHECKPOINTS);
      chunk = checkpoints.after(from, CHUNK);
      if (!chunk.isEmpty()) {
        events.publish(chunk.stream().map(each -> signed(each, custodian)).toList());
        cursors.advance(CHECKPOINTS, chunk.getLast().number());
        count += chunk.size();
      }
    } while (chunk.size() == CHUNK);
    return count;
  }

  private EventEnvelope appended(Entry entry) {
    EntryFields fields = entry.content().fields();
    EventId cause = new EventId(fields.id());
    AuditEntryAppended appended =
        new AuditEntryAppended(
            log.origin(),
            entry.sequence(),
            entry.content().leaf().toString(),
            fields.source(),
            cause,
            fields.type(),
            fields.subject());
    return new EventEnvelope(
        EventId.following(cause, EventType.AUDIT_ENTRY_APPENDED, appended.subject()),
        Publisher.AUDIT.source(),
        fields.time(),
        fields.custodian(),
        fields.facility(),
        cause,
        1,
        appended);
  }

  private static EventEnvelope signed(SignedCheckpoint checkpoint, String custodian) {
    CheckpointSigned signed =
        new CheckpointSigned(
            checkpoint.checkpoint().origin(),
            checkpoint.checkpoint().size(),
            checkpoint.note().toString());
    EventId number = new EventId("checkpoint-" + checkpoint.number());
    return new EventEnvelope(
        EventId.following(number, EventType.CHECKPOINT_SIGNED, signed.subject()),
        Publisher.AUDIT.source(),
        checkpoint.signedAt(),
        custodian,
        NO_FACILITY,
        null,
        checkpoint.number(),
        signed);
  }
}

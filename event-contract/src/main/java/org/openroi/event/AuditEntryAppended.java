package org.openroi.event;

import org.jspecify.annotations.Nullable;

/**
 * An event was appended to the audit log.
 *
 * @param log the log's origin, one per custodian
 * @param sequence its place, from 0
 * @param leafHash RFC 6962 leaf hash, lower-case hexadecimal
 * @param entrySource source of the event that was appended
 * @param entryId its id
 * @param entryType its type
 * @param entrySubject its subject
 */
public record AuditEntryAppended(
    String log,
    long sequence,
    String leafHash,
    String entrySource,
    EventId entryId,
    String entryType,
    @Nullable String entrySubject)
    implements ReleaseEvent {
  public AuditEntryAppended {
    Checks.text("log", log, 200);
    Checks.notNegative("sequence", sequence);
    Checks.sha256("leafHash", leafHash);
    Checks.text("entrySource", entrySource, 200);
    Checks.present("entryId", entryId);
    Checks.text("entryType", entryType, 200);
    if (entrySubject != null) {
      Checks.text("entrySubject", entrySubject, 300);
    }
  }

  @Override
  public String subject() {
    return log + "/" + sequence;
  }
}

package org.openroi.intake;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openroi.event.AuthorizationId;
import org.openroi.event.Channel;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.EventType;
import org.openroi.event.InvalidEvent;
import org.openroi.event.Publisher;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.ReleaseId;
import org.openroi.event.ReleaseSubmitted;
import org.openroi.event.RequesterId;
import org.openroi.event.Scope;

/**
 * A submission that is well formed, and not yet held against what we know.
 *
 * @param bodySha256 tells a repeated submission from another one under the same key
 * @param custodian the covered entity it is addressed to
 * @param release the id that the release gets if this is accepted; the same key on Kafka always
 *     comes with the same one
 */
public record NewSubmission(
    SubmissionKey key,
    String bodySha256,
    Origin origin,
    Channel channel,
    String custodian,
    String facility,
    @Nullable String clientReference,
    SubmittedPatient patient,
    RequesterId requester,
    String endpoint,
    PurposeOfUse purpose,
    Scope scope,
    @Nullable AuthorizationId authorization,
    ReleaseId release,
    Instant receivedAt) {

  /**
   * What a client's event asks for. The release id follows from the event's (source, id) alone, so
   * that the same event leads to the same release on whatever way it comes.
   *
   * @param coordinates where it came in, as in {@link org.openroi.event.SubmissionRefused}
   */
  public static NewSubmission of(
      EventEnvelope event,
      ReleaseSubmitted submitted,
      Channel channel,
      String coordinates,
      Instant receivedAt) {
    String client =
        Publisher.client(event.source())
            .orElseThrow(() -> new InvalidEvent(InvalidEvent.Reason.WRONG_TOPIC));
    EventId name = EventId.following(event.id(), EventType.RELEASE_REQUESTED, event.source());
    SubmittedPatient patient =
        submitted.patient() != null
            ? new SubmittedPatient.Plain(submitted.patient())
            : new SubmittedPatient.Encrypted(Objects.requireNonNull(submitted.patientJwe()));
    return new NewSubmission(
        new SubmissionKey(event.source(), event.id().value()),
        EventCodec.sha256(event),
        new Origin.Client(client, event.id(), coordinates),
        channel,
        event.custodian(),
        event.facility(),
        submitted.clientReference(),
        patient,
        submitted.requester(),
        submitted.endpoint(),
        submitted.purpose(),
        submitted.scope(),
        submitted.authorization(),
        ReleaseId.of(name.value()),
        receivedAt);
  }
}

package org.openroi.authorization;

import java.util.List;
import java.util.Optional;
import org.openroi.authorization.policy.ReleaseCase;
import org.openroi.authorization.policy.ReleaseRequest;
import org.openroi.event.AuthorizationId;
import org.openroi.event.EventId;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;

/** Every release that was requested, and every decision that was made of it. */
public interface Releases {
  /** Adds a request that is new. */
  void add(ReleaseRequest request);

  Optional<ReleaseRequest> find(ReleaseId release);

  /** The release as it stands; nobody else decides it before this transaction ends. */
  Optional<Release> lock(ReleaseId release);

  /** Says who the patient is, of a release that is locked. */
  void match(ReleaseId release, PatientRef patient);

  /**
   * Records the next decision of a release that is new or locked.
   *
   * @param inputs what it rests on, kept so that it can be made again
   * @param rules the rules that were checked, by name
   * @param cause the event that led to it
   */
  void record(DecisionOnRecord decision, ReleaseCase inputs, List<String> rules, EventId cause);

  /** Every decision of a release, in their order. */
  List<DecisionOnRecord> decisions(ReleaseId release);

  /** What a decision rested on. */
  Optional<ReleaseCase> inputs(ReleaseId release, int version);

  /** The releases of this patient that are held, in a fixed order. */
  List<ReleaseId> heldOf(PatientRef patient);

  /** The releases to this requester that are held, in a fixed order. */
  List<ReleaseId> heldFor(RequesterId requester);

  /** The releases authorized under this one, or held and naming it, in a fixed order. */
  List<ReleaseId> relyingOn(AuthorizationId authorization);
}

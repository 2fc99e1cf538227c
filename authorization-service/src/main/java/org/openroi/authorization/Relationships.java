package org.openroi.authorization;

import java.util.List;
import java.util.Optional;
import org.openroi.authorization.policy.Relationship;
import org.openroi.event.PatientRef;
import org.openroi.event.RelationshipId;
import org.openroi.event.RequesterId;

/** Every relationship of a requester to a patient that staff recorded. */
public interface Relationships {
  /**
   * Adds one that is new. Waits for the decisions under way about the patient; none begins before
   * this transaction ends.
   */
  void add(Relationship relationship);

  Optional<Relationship> find(RelationshipId relationship);

  /**
   * The relationships of this requester to this patient. None is added before this transaction
   * ends.
   */
  List<Relationship> forDecision(PatientRef patient, RequesterId requester);
}

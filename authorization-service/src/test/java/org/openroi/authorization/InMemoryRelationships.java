package org.openroi.authorization;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openroi.authorization.policy.Relationship;
import org.openroi.event.PatientRef;
import org.openroi.event.RelationshipId;
import org.openroi.event.RequesterId;

/** {@link Relationships} for one thread: nobody has to wait. */
final class InMemoryRelationships implements Relationships {
  private final Map<RelationshipId, Relationship> all = new LinkedHashMap<>();

  @Override
  public void add(Relationship relationship) {
    if (all.putIfAbsent(relationship.id(), relationship) != null) {
      throw new IllegalStateException("is there already");
    }
  }

  @Override
  public Optional<Relationship> find(RelationshipId relationship) {
    return Optional.ofNullable(all.get(relationship));
  }

  @Override
  public List<Relationship> forDecision(PatientRef patient, RequesterId requester) {
    return all.values().stream()
        .filter(each -> each.patient().equals(patient) && each.requester().equals(requester))
        .toList();
  }
}

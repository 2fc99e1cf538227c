package org.openroi.authorization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;
import org.openroi.authorization.policy.Relationship;
import org.openroi.event.RelationshipId;

/** Shows a relationship to those of its facility; to others it is as good as unknown. */
@ApplicationScoped
public class ShowRelationship {
  private final Relationships relationships;

  public ShowRelationship(Relationships relationships) {
    this.relationships = relationships;
  }

  @Transactional
  public Optional<Relationship> show(RelationshipId relationship, Set<String> facilities) {
    return relationships.find(relationship).filter(each -> facilities.contains(each.facility()));
  }
}

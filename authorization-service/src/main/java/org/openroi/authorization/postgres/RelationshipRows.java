package org.openroi.authorization.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class RelationshipRows implements PanacheRepositoryBase<RelationshipRow, UUID> {}

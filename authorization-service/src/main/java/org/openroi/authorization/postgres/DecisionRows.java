package org.openroi.authorization.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class DecisionRows implements PanacheRepositoryBase<DecisionRow, DecisionRow.Key> {}

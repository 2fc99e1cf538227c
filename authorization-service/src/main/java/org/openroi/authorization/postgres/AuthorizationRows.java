package org.openroi.authorization.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class AuthorizationRows implements PanacheRepositoryBase<AuthorizationRow, UUID> {}

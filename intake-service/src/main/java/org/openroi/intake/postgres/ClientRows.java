package org.openroi.intake.postgres;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ClientRows implements PanacheRepositoryBase<ClientRow, String> {}

package org.openroi.redaction.kafka;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.openroi.redaction.Custodian;

/** Who the custodian is, as this deployment says. */
@Dependent
class ConfiguredCustodian {
  @Produces
  @Singleton
  Custodian custodian(@ConfigProperty(name = "openroi.custodian") String code) {
    return new Custodian(code);
  }
}

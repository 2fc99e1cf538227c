package org.openroi.intake.kafka;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.openroi.intake.IntakePolicy;

/** The deployment's settings as the use cases ask for them. */
@Dependent
class ConfiguredPolicy {
  @Produces
  @Singleton
  IntakePolicy policy(
      @ConfigProperty(name = "openroi.custodian") String custodian,
      @ConfigProperty(name = "openroi.intake.plain-identifiers") boolean plainIdentifiers) {
    return new IntakePolicy(custodian, plainIdentifiers);
  }
}

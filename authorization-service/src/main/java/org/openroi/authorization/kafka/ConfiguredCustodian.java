package org.openroi.authorization.kafka;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.openroi.authorization.policy.Custodian;
import org.openroi.authorization.policy.DiscloserClass;
import org.openroi.authorization.policy.Name;

/** Who the custodian is, as this deployment says. */
@Dependent
class ConfiguredCustodian {
  @Produces
  @Singleton
  Custodian custodian(
      @ConfigProperty(name = "openroi.custodian") String code,
      @ConfigProperty(name = "openroi.authorization.custodian-names") Optional<List<String>> names,
      @ConfigProperty(name = "openroi.authorization.custodian-classes") Set<DiscloserClass> classes,
      @ConfigProperty(name = "openroi.authorization.zone") ZoneId zone,
      @ConfigProperty(name = "openroi.authorization.refuse-any-and-all") boolean refusesAnyAndAll) {
    return new Custodian(
        code,
        names.orElse(List.of()).stream().map(Name::new).toList(),
        classes,
        zone,
        refusesAnyAndAll);
  }
}

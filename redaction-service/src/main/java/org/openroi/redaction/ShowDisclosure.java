package org.openroi.redaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openroi.event.ReleaseId;

/** Shows a disclosure and its attempts to those of its facility; to others it is unknown. */
@ApplicationScoped
public class ShowDisclosure {
  private final Disclosures disclosures;

  public ShowDisclosure(Disclosures disclosures) {
    this.disclosures = disclosures;
  }

  /** What is shown. */
  public record Shown(Disclosure disclosure, List<Attempt> attempts) {}

  @Transactional
  public Optional<Shown> show(ReleaseId release, Set<String> facilities) {
    return disclosures
        .find(release)
        .filter(each -> facilities.contains(each.order().facility()))
        .map(each -> new Shown(each, disclosures.attempts(each.order().delivery())));
  }
}

package org.openroi.redaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists the disclosures of the caller's facilities, the latest first. */
@ApplicationScoped
public class ListDisclosures {
  /** Whoever has more of them at once looks at one state after another. */
  private static final int MOST = 500;

  private final Disclosures disclosures;

  public ListDisclosures(Disclosures disclosures) {
    this.disclosures = disclosures;
  }

  @Transactional
  public List<Disclosure> list(@Nullable Standing standing, Set<String> facilities) {
    return disclosures.list(standing, facilities, MOST);
  }
}

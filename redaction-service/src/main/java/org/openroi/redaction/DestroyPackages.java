package org.openroi.redaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Destroys the packages that will never go: those that were withdrawn, and those that whoever made
 * them did not live to put on record. Whatever fails is tried again the next time.
 */
@ApplicationScoped
public class DestroyPackages {
  private static final int MOST = 100;

  private final Disclosures disclosures;
  private final PackageStore packages;

  public DestroyPackages(Disclosures disclosures, PackageStore packages) {
    this.disclosures = disclosures;
    this.packages = packages;
  }

  /**
   * @param forgotten since when a package that is not on record must have been left alone
   */
  public void destroy(Instant forgotten) throws IOException {
    for (StoredPackage pack : withdrawn()) {
      packages.delete(pack.reference());
      destroyed(pack);
    }
    for (String reference : packages.untouchedSince(forgotten)) {
      if (!hasPackage(reference)) {
        packages.delete(reference);
      }
    }
  }

  @Transactional
  boolean hasPackage(String reference) {
    return disclosures.hasPackage(reference);
  }

  @Transactional
  List<StoredPackage> withdrawn() {
    return disclosures.withdrawnPackages(MOST);
  }

  @Transactional
  void destroyed(StoredPackage pack) {
    disclosures.destroyed(pack);
  }
}

package org.openroi.redaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.util.List;

/** Destroys the packages that will never go. Whatever fails is tried again the next time. */
@ApplicationScoped
public class DestroyPackages {
  private static final int MOST = 100;

  private final Disclosures disclosures;
  private final PackageStore packages;

  public DestroyPackages(Disclosures disclosures, PackageStore packages) {
    this.disclosures = disclosures;
    this.packages = packages;
  }

  public void destroy() throws IOException {
    for (StoredPackage pack : withdrawn()) {
      packages.delete(pack.reference());
      destroyed(pack);
    }
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

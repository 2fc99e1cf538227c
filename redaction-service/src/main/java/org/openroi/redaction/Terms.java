package org.openroi.redaction;

import org.openroi.event.DisclosureTerms;

/** Terms that were sealed to this service. */
public interface Terms {
  /**
   * @param sealed a compact JWE
   * @throws IllegalStateException when it is not sealed to this service; quotes nothing
   */
  DisclosureTerms open(String sealed);
}

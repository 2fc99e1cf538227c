package org.openroi.authorization;

import java.util.Base64;
import org.openroi.event.DisclosureTerms;

/** {@link SealedTerms} that anybody can open. */
final class InMemorySealedTerms implements SealedTerms {
  @Override
  public String seal(DisclosureTerms terms) {
    return Base64.getUrlEncoder().encodeToString(terms.toBytes());
  }

  static DisclosureTerms open(String sealed) {
    return DisclosureTerms.ofBytes(Base64.getUrlDecoder().decode(sealed));
  }
}

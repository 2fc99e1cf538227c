package org.openroi.authorization;

import java.util.Base64;
import org.openroi.event.DisclosureTerms;

/** {@link SealedTerms} in the form of a JWE that anybody can open. */
final class InMemorySealedTerms implements SealedTerms {
  private static final String BEFORE = "open...";
  private static final String AFTER = ".";

  @Override
  public String seal(DisclosureTerms terms) {
    return BEFORE + Base64.getUrlEncoder().withoutPadding().encodeToString(terms.toBytes()) + AFTER;
  }

  static DisclosureTerms open(String sealed) {
    String body = sealed.substring(BEFORE.length(), sealed.length() - AFTER.length());
    return DisclosureTerms.ofBytes(Base64.getUrlDecoder().decode(body));
  }
}

package org.openroi.authorization;

import org.openroi.event.DisclosureTerms;

/** Terms on their way to the one service that may read them. */
public interface SealedTerms {
  /** ASCII that only the disclosing service can open; its length says nothing of the terms. */
  String seal(DisclosureTerms terms);
}

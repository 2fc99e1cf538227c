package org.openroi.redaction;

import java.util.Set;
import org.openroi.redaction.redactor.CutPolicy;

/**
 * What may be in a package.
 *
 * @param documents whether documents may be in it where a category is withheld: only when nothing
 *     in the whole record is of such a category
 * @param withheldIds ids of the resources that do not go
 */
public record GateOrder(
    String patientId, CutPolicy policy, boolean documents, Set<String> withheldIds) {
  public GateOrder {
    withheldIds = Set.copyOf(withheldIds);
  }

  @Override
  public String toString() {
    return "GateOrder[masked]";
  }
}

package org.openroi.redaction;

import java.util.List;
import java.util.Set;
import org.openroi.redaction.label.ValueSets;

/**
 * By what records are cut in this deployment.
 *
 * @param packs the value sets as text, for whoever reads them by other code
 * @param part2Programs references or identifiers of the organizations that are programs under 42
 *     CFR Part 2
 * @param version of the rules, the words and the packs together
 */
public record CutSettings(
    ValueSets valueSets, List<String> packs, Set<String> part2Programs, String version) {
  public CutSettings {
    packs = List.copyOf(packs);
    part2Programs = Set.copyOf(part2Programs);
  }
}

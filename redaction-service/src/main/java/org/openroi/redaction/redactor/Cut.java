package org.openroi.redaction.redactor;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openroi.event.RecordType;
import org.openroi.event.SensitiveCategory;

/**
 * What goes of a record under one decision, resource by resource, and why the rest does not. A
 * resource goes when every rule lets it.
 */
public final class Cut {
  private final CutPolicy policy;
  private final Index index;
  private final List<PageSum> sums;
  private final boolean[] goes;
  private final int withheld;
  private final int kinds;
  private final boolean chartClean;
  private final Set<Long> encounters = new HashSet<>();
  private final List<LedgerLine> ledger = new ArrayList<>();

  Cut(CutPolicy policy, Index index, List<PageSum> sums) {
    this.policy = policy;
    this.index = index;
    this.sums = sums;
    goes = new boolean[index.size()];
    withheld = Resource.mask(policy.withheld());
    kinds = Kind.mask(policy.recordTypes());
    for (String id : policy.encounters()) {
      encounters.add(Keys.ofReference("Encounter/" + id));
      encounters.add(Keys.ofReference("urn:uuid:" + id));
    }
    chartClean = index.resources().stream().noneMatch(each -> (each.labels & withheld) != 0);
    decide();
  }

  /** Whether a third party would get something of a program under 42 CFR Part 2. */
  public boolean isHeldForPart2() {
    return !policy.individual()
        && goingOrdinals().stream().anyMatch(at -> (index.get(at).labels & Resource.PART2) != 0);
  }

  /** Whether nothing in the whole record carries a category that is withheld. */
  public boolean isChartClean() {
    return chartClean;
  }

  /** How many resources go. */
  public int items() {
    return goingOrdinals().size();
  }

  /** Whether nothing goes but who the patient is. */
  public boolean isEmpty() {
    return goingOrdinals().stream().allMatch(at -> index.get(at).type.equals("Patient"));
  }

  /** Whether anything of the page goes. */
  public boolean goes(int page) {
    return goingOrdinals().stream().anyMatch(at -> index.get(at).page == page);
  }

  /** How many resources of each type go from the page. */
  public Map<String, Integer> counts(int page) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int at : goingOrdinals()) {
      if (index.get(at).page == page) {
        counts.merge(index.get(at).type, 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Everything that does not go, and why. */
  public List<LedgerLine> ledger() {
    List<LedgerLine> all = new ArrayList<>(ledger);
    if (isHeldForPart2()) {
      for (int at : goingOrdinals()) {
        Resource resource = index.get(at);
        if ((resource.labels & Resource.PART2) != 0) {
          all.add(
              new LedgerLine(
                  resource.page,
                  resource.type,
                  resource.id,
                  CutRule.PART2,
                  SensitiveCategory.SUBSTANCE_USE,
                  true));
        }
      }
    }
    return List.copyOf(all);
  }

  /** Ids of the resources that do not go. */
  public Set<String> withheldIds() {
    Set<String> ids = new HashSet<>();
    for (int at = 0; at < goes.length; at++) {
      if (!goes[at] && !index.get(at).id.isEmpty()) {
        ids.add(index.get(at).id);
      }
    }
    return ids;
  }

  /**
   * Reads a page again and finds the bytes to leave out.
   *
   * @param source the page as it was surveyed
   * @throws RecordChanged when it is another
   */
  public PageCut page(int page, InputStream source)
      throws IOException, UnreadableRecord, RecordChanged {
    DigestedInput input = new DigestedInput(source);
    int first = 0;
    while (first < index.size() && index.get(first).page < page) {
      first++;
    }
    List<Span> spans = new PageReader(this, new JsonScanner(input), first).read();
    input.sum().require(sums.get(page));
    return new PageCut(spans, sums.get(page));
  }

  /** The decision that it applies. */
  public CutPolicy policy() {
    return policy;
  }

  Resource resource(int ordinal) {
    return index.get(ordinal);
  }

  boolean goesAt(int ordinal) {
    return goes[ordinal];
  }

  /** Whether a reference names something of this record that does not go. */
  boolean isDangling(long reference) {
    boolean[] gone = {false};
    if (reference != 0) {
      index.each(reference, at -> gone[0] |= !goes[at]);
    }
    return gone[0];
  }

  private List<Integer> goingOrdinals() {
    List<Integer> going = new ArrayList<>();
    for (int at = 0; at < goes.length; at++) {
      if (goes[at]) {
        going.add(at);
      }
    }
    return going;
  }

  private void decide() {
    Deque<Integer> referring = new ArrayDeque<>();
    boolean[] supporting = new boolean[goes.length];
    for (int at = 0; at < goes.length; at++) {
      Resource resource = index.get(at);
      if (Kind.SUPPORTING.contains(resource.type)) {
        supporting[at] = true;
        continue;
      }
      LedgerLine line = judge(resource, true);
      goes[at] = line == null;
      if (line == null) {
        referring.add(at);
      } else {
        ledger.add(line);
      }
    }
    while (!referring.isEmpty()) {
      for (long reference : index.get(referring.remove()).references) {
        index.each(
            reference,
            to -> {
              if (supporting[to] && !goes[to] && judge(index.get(to), false) == null) {
                goes[to] = true;
                referring.add(to);
              }
            });
      }
    }
    for (int at = 0; at < goes.length; at++) {
      if (supporting[at] && !goes[at]) {
        LedgerLine line = judge(index.get(at), false);
        ledger.add(line != null ? line : line(index.get(at), CutRule.NOT_REFERRED_TO, false));
      }
    }
  }

  /** Why it does not go; absent when every rule lets it. */
  private @Nullable LedgerLine judge(Resource resource, boolean scoped) {
    if (resource.psychotherapyNotes) {
      return line(resource, CutRule.LEGAL_EXCLUSION, false);
    }
    if (resource.type.isEmpty()) {
      return line(resource, CutRule.RECORD_TYPE, true);
    }
    if (resource.type.equals("Patient")) {
      return null;
    }
    if (scoped) {
      if (!isOfKind(resource)) {
        boolean unknown =
            policy.recordTypes().contains(RecordType.ENTIRE_RECORD) && !policy.individual();
        return line(resource, CutRule.RECORD_TYPE, unknown);
      }
      if (!encounters.isEmpty() && !isOfEncounters(resource)) {
        return line(resource, CutRule.ENCOUNTER, false);
      }
      if (policy.isDated() && !isInRange(resource)) {
        return line(resource, CutRule.DATE, false);
      }
    }
    if (policy.individual()) {
      return null;
    }
    if ((resource.labels & withheld) != 0) {
      boolean own = (resource.own & withheld) != 0;
      int labels = (own ? resource.own : resource.labels) & withheld;
      return new LedgerLine(
          resource.page,
          resource.type,
          resource.id,
          own ? CutRule.CATEGORY : CutRule.CATEGORY_BY_CONTEXT,
          first(labels),
          false);
    }
    if (resource.doubtful) {
      return line(resource, CutRule.DOUBT, true);
    }
    if (resource.document && withheld != 0 && mayMention(resource)) {
      return line(resource, CutRule.MAY_MENTION, true);
    }
    return null;
  }

  private boolean isOfKind(Resource resource) {
    if (policy.recordTypes().contains(RecordType.ENTIRE_RECORD)) {
      return policy.individual() || Kind.isKnown(resource.type);
    }
    return (resource.kinds & kinds) != 0;
  }

  private boolean isOfEncounters(Resource resource) {
    if (resource.type.equals("Encounter") && policy.encounters().contains(resource.id)) {
      return true;
    }
    for (long reference : resource.references) {
      if (encounters.contains(reference)) {
        return true;
      }
    }
    return false;
  }

  private boolean isInRange(Resource resource) {
    if (resource.isDated()) {
      return resource.firstDay >= Days.from(policy.from())
          && resource.lastDay <= Days.to(policy.to());
    }
    boolean[] within = {false};
    for (long encounter : resource.encounters) {
      index.each(
          encounter,
          at -> {
            Resource found = index.get(at);
            within[0] |= found.type.equals("Encounter") && found.isDated() && isInRange(found);
          });
    }
    return within[0];
  }

  private boolean mayMention(Resource resource) {
    return !chartClean || !resource.plain || (resource.attachmentWords & withheld) != 0;
  }

  private static SensitiveCategory first(int labels) {
    return EnumSet.allOf(SensitiveCategory.class).stream()
        .filter(category -> (labels & 1 << category.ordinal()) != 0)
        .findFirst()
        .orElseThrow();
  }

  private static LedgerLine line(Resource resource, CutRule rule, boolean review) {
    return new LedgerLine(resource.page, resource.type, resource.id, rule, null, review);
  }
}

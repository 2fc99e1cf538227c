package org.openroi.redaction.redactor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openroi.event.SensitiveCategory;
import org.openroi.redaction.redactor.PageLayout.Property;
import org.openroi.redaction.redactor.Rule.Objection;

/**
 * What goes of a record under one decision, resource by resource, and why the rest does not. A
 * resource goes when every rule lets it.
 */
public final class Cut {
  private static final int BUFFER = 65_536;

  private final CutPolicy policy;
  private final Chart chart;
  private final Edges edges;
  private final Names names;
  private final boolean chartIsClean;
  private final Rule exclusion;
  private final List<Rule> scope;
  private final List<Rule> law;
  private final boolean[] goes;

  /** By ordinal: the number of what keeps it back, in {@link #objections}; 0 when it goes. */
  private final byte[] verdicts;

  private final List<Objection> objections = new ArrayList<>();
  private final List<LedgerLine> further = new ArrayList<>();
  private int items;
  private boolean isEmpty = true;
  private boolean heldForPart2;

  Cut(CutPolicy policy, Chart chart, Edges edges, Names names) {
    this.policy = policy;
    this.chart = chart;
    this.edges = edges;
    this.names = names;
    goes = new boolean[chart.size()];
    verdicts = new byte[chart.size()];
    chartIsClean = isClean(Labels.of(policy.withheld()));
    exclusion = new IsNoPsychotherapyNote(chart);
    scope =
        List.of(
            new IsOfAnAuthorizedKind(policy, chart),
            new BelongsToANamedEncounter(policy, chart, edges),
            new LiesWithinTheDates(policy, chart, edges));
    law =
        List.of(
            new CarriesNoWithheldCategory(policy, chart),
            new IsNotInDoubt(policy, chart),
            new CannotMentionAWithheldCategory(policy, chart, chartIsClean));
    decide();
    sum();
  }

  /** The decision that it applies. */
  public CutPolicy policy() {
    return policy;
  }

  /**
   * Whether a third party would get something of a program under 42 CFR Part 2: then nothing goes
   * at all before a person has looked.
   */
  public boolean isHeldForPart2() {
    return heldForPart2;
  }

  /** Whether nothing in the whole record carries a category that is withheld. */
  public boolean isChartClean() {
    return chartIsClean;
  }

  /** How many resources go. */
  public int items() {
    return items;
  }

  /** Whether nothing goes but who the patient is, and whom that names. */
  public boolean isEmpty() {
    return isEmpty;
  }

  /** Whether anything of the page goes. */
  public boolean goes(int page) {
    PageLayout layout = chart.pages().get(page);
    for (int at = layout.first(); at < layout.end(); at++) {
      if (goes[at]) {
        return true;
      }
    }
    return false;
  }

  /** How many resources of each type go from the page. */
  public Map<String, Integer> counts(int page) {
    Map<String, Integer> counts = new TreeMap<>();
    PageLayout layout = chart.pages().get(page);
    for (int at = layout.first(); at < layout.end(); at++) {
      if (goes[at]) {
        counts.merge(chart.type(at), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Everything that does not go, and why. Immutable, and made as it is read. */
  public List<LedgerLine> ledger() {
    int[] withheld = withheld();
    return new AbstractList<>() {
      @Override
      public LedgerLine get(int index) {
        return index < withheld.length
            ? line(withheld[index], objections.get(verdicts[withheld[index]] - 1))
            : further.get(index - withheld.length);
      }

      @Override
      public int size() {
        return withheld.length + further.size();
      }
    };
  }

  /** Ids of the resources that do not go. */
  public Set<String> withheldIds() {
    Set<String> ids = new HashSet<>();
    for (int at : withheld()) {
      if (chart.hasId(at)) {
        ids.add(chart.id(at));
      }
    }
    return ids;
  }

  /**
   * Copies what goes of a page, byte for byte, in one pass. Only when this returns was it the page
   * that was surveyed; what was written before is to be destroyed when it throws.
   *
   * @param source the page, as it was surveyed
   * @throws RecordChanged when it is another
   */
  public void write(int page, InputStream source, OutputStream out)
      throws IOException, RecordChanged {
    Spans spans = plan(page);
    PageSum.Input input = new PageSum.Input(source);
    byte[] buffer = new byte[BUFFER];
    int next = 0;
    long position = 0;
    for (int read = input.read(buffer, 0, BUFFER); read > 0; read = input.read(buffer, 0, BUFFER)) {
      long end = position + read;
      long at = position;
      while (next < spans.size() && spans.from(next) < end) {
        if (spans.from(next) >= at) {
          out.write(buffer, (int) (at - position), (int) (spans.from(next) - at));
          out.write(spans.instead(next));
        }
        at = Math.min(spans.to(next), end);
        if (spans.to(next) > end) {
          break;
        }
        next++;
      }
      boolean withinSpan = next < spans.size() && spans.from(next) < end;
      if (!withinSpan) {
        out.write(buffer, (int) (at - position), (int) (end - at));
      }
      position = end;
    }
    input.sum().require(chart.pages().get(page).sum());
  }

  /** The bytes of a page that are left out. */
  private Spans plan(int page) {
    PageLayout layout = chart.pages().get(page);
    Spans spans = new Spans();
    Siblings properties = new Siblings(spans, 0);
    for (Property property : layout.properties()) {
      if (isLeftOut(property, page)) {
        properties.goes(property.from(), property.to());
      } else {
        properties.stays(property.from(), property.to());
        if (property.name() == Names.TOTAL) {
          String total = Integer.toString(count(layout));
          byte[] bytes = total.getBytes(StandardCharsets.US_ASCII);
          spans.replace(property.valueFrom(), property.to(), bytes);
        } else if (property.name() == Names.ENTRY) {
          planEntries(layout, spans);
        }
      }
    }
    properties.end();
    return spans;
  }

  private boolean isLeftOut(Property property, int page) {
    PageLayout layout = chart.pages().get(page);
    return switch (property.name()) {
      case Names.TIMESTAMP -> policy.isDated();
      // A bundle's labels are those of all that was in it.
      case Names.META ->
          !policy.individual() || (layout.labels() & Labels.PSYCHOTHERAPY_NOTES) != 0;
      case Names.ENTRY -> layout.first() < layout.end() && !goes(page);
      default ->
          names.is(property.name(), Names.OF_THE_WHOLE)
              || (!policy.individual() && !names.is(property.name(), Names.OF_BUNDLES));
    };
  }

  private void planEntries(PageLayout layout, Spans spans) {
    ResourceCut resource = new ResourceCut(policy, chart, goes);
    Siblings entries = new Siblings(spans, 0);
    for (int at = layout.first(); at < layout.end(); at++) {
      if (goes[at]) {
        entries.stays(chart.from(at), chart.to(at));
        resource.plan(at, spans);
      } else {
        entries.goes(chart.from(at), chart.to(at));
      }
    }
    entries.end();
  }

  private int count(PageLayout layout) {
    int count = 0;
    for (int at = layout.first(); at < layout.end(); at++) {
      count += goes[at] ? 1 : 0;
    }
    return count;
  }

  private boolean isClean(int withheld) {
    for (int at = 0; at < chart.size(); at++) {
      if ((chart.labels(at) & withheld) != 0) {
        return false;
      }
    }
    return true;
  }

  private void decide() {
    for (int at = 0; at < goes.length; at++) {
      if (!chart.is(at, Kind.SUPPORTING)) {
        judge(at, true);
      }
    }
    follow();
    for (int at = 0; at < goes.length; at++) {
      if (chart.is(at, Kind.SUPPORTING) && !goes[at]) {
        judge(at, false);
        if (goes[at]) {
          goes[at] = false;
          verdicts[at] = number(Objection.of(CutRule.NOT_REFERRED_TO));
        }
      }
    }
  }

  /** What supports what goes, goes with it, and what supports that. */
  private void follow() {
    int[] queue = new int[goes.length];
    int queued = 0;
    for (int at = 0; at < goes.length; at++) {
      if (goes[at]) {
        queue[queued++] = at;
      }
    }
    for (int next = 0; next < queued; next++) {
      int at = queue[next];
      if (isIdentityOnly(at)) {
        queued = followIdentity(at, queue, queued);
      } else {
        for (int edge = edges.start(at); edge < edges.start(at + 1); edge++) {
          if (!edges.isKind(edge, Outline.TO_CONTENT)) {
            queued = follow(edges.target(edge), queue, queued);
          }
        }
      }
    }
  }

  private int follow(int target, int[] queue, int queued) {
    if (!chart.is(target, Kind.SUPPORTING) || goes[target] || verdicts[target] != 0) {
      return queued;
    }
    judge(target, false);
    if (goes[target]) {
      queue[queued] = target;
      return queued + 1;
    }
    return queued;
  }

  /** Of a patient of whom only the identity goes, only what that refers to is followed. */
  private int followIdentity(int at, int[] queue, int size) {
    int queued = size;
    Outline outline = new Outline();
    chart.read(at, outline, true);
    for (int i = 0; i < outline.references(); i++) {
      int holder = outline.holder(i);
      if (holder > 0
          && !outline.isKind(i, Outline.TO_CONTENT)
          && outline.is(outline.property(holder), Outline.IDENTITY)) {
        KeyIndex keys = chart.keys();
        for (int item = keys.first(outline.key(i)); item >= 0; item = keys.next(item)) {
          queued = follow(keys.resource(item), queue, queued);
        }
      }
    }
    return queued;
  }

  private boolean isIdentityOnly(int at) {
    return policy.minimumNecessary() && chart.is(at, Kind.PATIENT);
  }

  private void judge(int at, boolean scoped) {
    Objection objection = objection(at, scoped);
    goes[at] = objection == null;
    verdicts[at] = objection == null ? 0 : number(objection);
  }

  private @Nullable Objection objection(int at, boolean scoped) {
    Objection never = exclusion.check(at);
    if (never != null || chart.is(at, Kind.PATIENT)) {
      return never;
    }
    Objection outside = scoped ? first(scope, at) : null;
    return outside != null ? outside : first(law, at);
  }

  private static @Nullable Objection first(List<Rule> rules, int at) {
    for (Rule rule : rules) {
      Objection objection = rule.check(at);
      if (objection != null) {
        return objection;
      }
    }
    return null;
  }

  private byte number(Objection objection) {
    int known = objections.indexOf(objection);
    if (known < 0) {
      objections.add(objection);
      known = objections.size() - 1;
    }
    return (byte) (known + 1);
  }

  private void sum() {
    for (int at = 0; at < goes.length; at++) {
      if (!goes[at]) {
        continue;
      }
      items++;
      isEmpty &= chart.is(at, Kind.PATIENT | Kind.SUPPORTING);
      if (!policy.individual() && (chart.labels(at) & Labels.PART2) != 0) {
        heldForPart2 = true;
        further.add(line(at, new Objection(CutRule.PART2, SensitiveCategory.SUBSTANCE_USE, true)));
      }
      if (isIdentityOnly(at) && isMoreThanIdentity(at)) {
        further.add(line(at, Objection.of(CutRule.MINIMUM_NECESSARY)));
      }
    }
  }

  private boolean isMoreThanIdentity(int at) {
    Outline outline = new Outline();
    chart.read(at, outline, true);
    for (int value = 1; value < outline.end(0); value = outline.end(value)) {
      if (!outline.is(value, Outline.IDENTITY)) {
        return true;
      }
    }
    return false;
  }

  private LedgerLine line(int at, Objection objection) {
    return new LedgerLine(
        chart.page(at),
        chart.type(at),
        chart.id(at),
        objection.rule(),
        objection.category(),
        objection.review());
  }

  private int[] withheld() {
    int[] all = new int[goes.length];
    int size = 0;
    for (int at = 0; at < goes.length; at++) {
      if (!goes[at]) {
        all[size++] = at;
      }
    }
    return Arrays.copyOf(all, size);
  }
}

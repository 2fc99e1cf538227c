package org.openroi.redaction.redactor;

import java.util.Arrays;

/**
 * What is taken out of a resource that goes: references to what does not go, narrative text, and
 * what of a patient is more than who it is.
 */
final class ResourceCut {
  private final Chart chart;
  private final boolean[] goes;
  private final boolean individual;
  private final boolean minimumNecessary;
  private final Outline outline = new Outline();
  private boolean[] removed = new boolean[64];
  private boolean[] lost = new boolean[64];

  /**
   * @param goes by ordinal, whether a resource goes
   */
  ResourceCut(CutPolicy policy, Chart chart, boolean[] goes) {
    this.chart = chart;
    this.goes = goes;
    individual = policy.individual();
    minimumNecessary = policy.minimumNecessary();
  }

  void plan(int at, Spans spans) {
    chart.read(at, outline, true);
    if (removed.length < outline.size()) {
      removed = new boolean[outline.size() * 2];
      lost = new boolean[outline.size() * 2];
    }
    Arrays.fill(removed, 0, outline.size(), false);
    for (int i = 0; i < outline.references(); i++) {
      if (outline.holder(i) >= 0 && isDangling(outline.key(i))) {
        removed[outline.holder(i)] = true;
      }
    }
    if (minimumNecessary && chart.is(at, Kind.PATIENT)) {
      for (int value = 1; value < outline.end(0); value = outline.end(value)) {
        removed[value] |= !outline.is(value, Outline.IDENTITY);
      }
    }
    settle();
    for (int value = outline.size() - 1; value > 0; value--) {
      if (outline.is(value, Outline.NARRATIVE)) {
        removed[value] |= !individual || lost[holder(value)];
      }
    }
    settle();
    if (lost[0]) {
      omit(0, chart.resourceFrom(at), spans);
    }
  }

  /** Whether a reference names something of this record that does not go. */
  private boolean isDangling(long key) {
    KeyIndex keys = chart.keys();
    for (int item = keys.first(key); item >= 0; item = keys.next(item)) {
      if (!goes[keys.resource(item)]) {
        return true;
      }
    }
    return false;
  }

  /** Lets what has become empty go with what was in it, and finds what has lost something. */
  private void settle() {
    for (int value = outline.size() - 1; value >= 0; value--) {
      lost[value] = removed[value];
      if (outline.is(value, Outline.ARRAY | Outline.OBJECT)) {
        boolean all = value + 1 < outline.end(value);
        for (int child = value + 1; child < outline.end(value); child = outline.end(child)) {
          lost[value] |= lost[child];
          all &= removed[child];
        }
        removed[value] |= all && value > 0;
      }
    }
  }

  /** The nearest value that holds this one. */
  private int holder(int value) {
    int holder = value - 1;
    while (outline.end(holder) <= value) {
      holder--;
    }
    return holder;
  }

  private void omit(int value, long offset, Spans spans) {
    Siblings siblings = new Siblings(spans, offset);
    for (int child = value + 1; child < outline.end(value); child = outline.end(child)) {
      if (removed[child]) {
        siblings.goes(outline.from(child), outline.to(child));
      } else {
        siblings.stays(outline.from(child), outline.to(child));
        if (lost[child]) {
          omit(child, offset, spans);
        }
      }
    }
    siblings.end();
  }
}

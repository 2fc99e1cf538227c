package org.openroi.redaction.redactor;

import java.util.Arrays;

/** Which resources of a record refer to which: only what resolves in it. */
final class Edges {
  private final int[] starts;
  private int[] targets;
  private byte[] kinds;

  private Edges(int size) {
    starts = new int[size + 1];
    targets = new int[Math.max(16, size * 2)];
    kinds = new byte[targets.length];
  }

  static Edges of(Chart chart) {
    Edges edges = new Edges(chart.size());
    Outline outline = new Outline();
    int size = 0;
    for (int at = 0; at < chart.size(); at++) {
      chart.read(at, outline, false);
      for (int i = 0; i < outline.references(); i++) {
        KeyIndex keys = chart.keys();
        for (int item = keys.first(outline.key(i)); item >= 0; item = keys.next(item)) {
          edges.put(size++, keys.resource(item), outline.kind(i));
        }
      }
      edges.starts[at + 1] = size;
    }
    return edges;
  }

  /** The same edges, from what is referred to. */
  Edges reversed() {
    Edges reversed = new Edges(starts.length - 1);
    int size = starts[starts.length - 1];
    reversed.targets = new int[size];
    reversed.kinds = new byte[size];
    for (int edge = 0; edge < size; edge++) {
      reversed.starts[targets[edge] + 1]++;
    }
    for (int at = 0; at + 1 < starts.length; at++) {
      reversed.starts[at + 1] += reversed.starts[at];
    }
    int[] next = reversed.starts.clone();
    for (int at = 0; at + 1 < starts.length; at++) {
      for (int edge = starts[at]; edge < starts[at + 1]; edge++) {
        int place = next[targets[edge]]++;
        reversed.targets[place] = at;
        reversed.kinds[place] = kinds[edge];
      }
    }
    return reversed;
  }

  /** The first edge of a resource; the last is before {@code start(at + 1)}. */
  int start(int at) {
    return starts[at];
  }

  int target(int edge) {
    return targets[edge];
  }

  boolean isKind(int edge, int kind) {
    return (kinds[edge] & kind) != 0;
  }

  private void put(int edge, int target, int kind) {
    if (edge == targets.length) {
      targets = Arrays.copyOf(targets, edge + edge / 2);
      kinds = Arrays.copyOf(kinds, targets.length);
    }
    targets[edge] = target;
    kinds[edge] = (byte) kind;
  }
}

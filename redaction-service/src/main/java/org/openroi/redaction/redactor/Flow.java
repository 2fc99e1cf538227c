package org.openroi.redaction.redactor;

import java.util.Arrays;

/**
 * Labels flow: what refers to something sensitive is as sensitive, and so is the encounter that a
 * diagnosis, care plan or medication belongs to. So the whole context of an encounter follows: its
 * bill, its notes, its drugs.
 */
final class Flow {
  private final Chart chart;
  private final Edges edges;
  private final Edges reversed;
  private int[] queue = new int[1_024];
  private int queued;

  private Flow(Chart chart, Edges edges) {
    this.chart = chart;
    this.edges = edges;
    this.reversed = edges.reversed();
  }

  static void through(Chart chart, Edges edges) {
    new Flow(chart, edges).run();
  }

  private void run() {
    for (int at = 0; at < chart.size(); at++) {
      begin(at);
    }
    for (int at = 0; at < chart.size(); at++) {
      if (chart.labels(at) != 0) {
        push(at);
      }
    }
    while (queued > 0) {
      spread(queue[--queued]);
    }
  }

  /** What does not depend on labels that flowed. */
  private void begin(int at) {
    boolean tells = chart.is(at, Kind.TELLING);
    for (int edge = edges.start(at); edge < edges.start(at + 1); edge++) {
      int to = edges.target(edge);
      if (tells && edges.isKind(edge, Outline.TO_ENCOUNTER) && chart.is(to, Kind.ENCOUNTER)) {
        chart.addLabels(to, chart.own(at) & Labels.FLOWING);
      }
      if (edges.isKind(edge, Outline.TO_PROVIDER) && chart.isProgram(to)) {
        chart.addOwn(at, Labels.OF_A_PROGRAM);
      }
    }
  }

  private void spread(int at) {
    int labels = chart.labels(at);
    for (int edge = reversed.start(at); edge < reversed.start(at + 1); edge++) {
      int referring = reversed.target(edge);
      boolean same = reversed.isKind(edge, Outline.TO_CONTENT | Outline.TO_GUARD);
      int flowing = same ? ~0 : Labels.FLOWING;
      if (!chart.is(referring, Kind.LISTING)) {
        add(referring, labels & flowing);
      }
    }
    for (int edge = edges.start(at); edge < edges.start(at + 1); edge++) {
      if (edges.isKind(edge, Outline.TO_CONTENT)) {
        add(edges.target(edge), labels);
      }
    }
  }

  private void add(int at, int labels) {
    if (chart.addLabels(at, labels)) {
      push(at);
    }
  }

  private void push(int at) {
    if (queued == queue.length) {
      queue = Arrays.copyOf(queue, queued * 2);
    }
    queue[queued++] = at;
  }
}

package org.openroi.redaction.redactor;

import java.util.Arrays;

/** What is known so far of the entry that is being read. */
final class Draft {
  String type = "";
  byte[] id = new byte[64];
  int idLength;
  long urlKey;
  long from;
  long to;
  long resourceFrom;

  /** What codes, words and security labels say; see {@link Labels}. */
  int labels;

  /** What security labels say. */
  int security;

  boolean document;
  boolean plain;
  int attachmentWords;
  boolean program;

  int observationHints;
  int sectionHints;
  int noteHints;
  int documentHints;

  final Days days = new Days();
  final Outline outline = new Outline();

  Draft clear() {
    type = "";
    idLength = 0;
    urlKey = 0;
    from = 0;
    to = 0;
    resourceFrom = 0;
    labels = 0;
    security = 0;
    document = false;
    plain = true;
    attachmentWords = 0;
    program = false;
    observationHints = 0;
    sectionHints = 0;
    noteHints = 0;
    documentHints = 0;
    days.clear();
    outline.clear();
    return this;
  }

  void id(byte[] bytes, int from, int to) {
    idLength = to - from;
    if (id.length < idLength) {
      id = new byte[idLength];
    }
    System.arraycopy(bytes, from, id, 0, idLength);
  }

  boolean hasId(byte[] other) {
    return Arrays.equals(id, 0, idLength, other, 0, other.length);
  }

  int kinds() {
    return Kind.of(type, observationHints, sectionHints, noteHints, documentHints);
  }
}

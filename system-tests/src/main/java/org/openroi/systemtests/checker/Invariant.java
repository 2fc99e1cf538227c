package org.openroi.systemtests.checker;

import java.util.stream.Stream;

/** A sentence that must be true of every snapshot. Its name is the sentence. */
interface Invariant {

  /** Its number in the reliability contract. */
  String number();

  /** Where it is not true; nothing where it is. */
  Stream<String> violations(Snapshot snapshot);
}

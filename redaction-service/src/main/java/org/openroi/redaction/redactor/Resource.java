package org.openroi.redaction.redactor;

import java.util.Arrays;
import java.util.Set;
import org.openroi.event.SensitiveCategory;

/**
 * What is known of one resource of a record: nothing of its text, and where its labels come from.
 */
final class Resource {
  /** Beside the bits of the categories: of a program under 42 CFR Part 2. */
  static final int PART2 = 1 << SensitiveCategory.values().length;

  private static final long[] NONE = {};

  final int page;
  String type = "";
  String id = "";
  long key;
  long urlKey;
  int sameKey = -1;
  int sameUrl = -1;

  /** Labels by its own codes, security labels and words. */
  int own;

  /** Those, and the ones that came along references. */
  int labels;

  boolean psychotherapyNotes;
  boolean doubtful;
  int kinds;
  int firstDay;
  int lastDay;
  long[] references = NONE;
  int referenceCount;
  long[] encounters = NONE;
  boolean document;
  boolean plain = true;
  int attachmentWords;
  boolean narrative;

  Resource(int page) {
    this.page = page;
  }

  static int mask(Set<SensitiveCategory> categories) {
    int mask = 0;
    for (SensitiveCategory category : categories) {
      mask |= 1 << category.ordinal();
    }
    return mask;
  }

  void refersTo(long target) {
    if (referenceCount == references.length) {
      references = Arrays.copyOf(references, Math.max(4, referenceCount * 2));
    }
    references[referenceCount++] = target;
  }

  void belongsTo(long encounter) {
    encounters = Arrays.copyOf(encounters, encounters.length + 1);
    encounters[encounters.length - 1] = encounter;
  }

  void dated(int first, int last) {
    firstDay = firstDay == 0 ? first : Math.min(firstDay, first);
    lastDay = Math.max(lastDay, last);
  }

  boolean isDated() {
    return firstDay != 0;
  }

  /** Gives back what was grown too far. */
  void settle() {
    references = referenceCount == 0 ? NONE : Arrays.copyOf(references, referenceCount);
  }
}

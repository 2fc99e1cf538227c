package org.openroi.redaction.redactor;

import java.util.Arrays;

/** Which resources of a record a key names: more than one where a record holds one twice. */
final class KeyIndex {
  private static final double FULL = 0.6;

  private int[] slots = new int[1_024];
  private long[] keys = new long[512];
  private int[] resources = new int[512];
  private int[] more = new int[512];
  private int size;

  void add(long key, int resource) {
    if (size == keys.length) {
      int length = size + size / 2;
      keys = Arrays.copyOf(keys, length);
      resources = Arrays.copyOf(resources, length);
      more = Arrays.copyOf(more, length);
    }
    keys[size] = key;
    resources[size] = resource;
    link(size++);
    if (size > slots.length * FULL) {
      slots = new int[slots.length * 2];
      for (int item = 0; item < size; item++) {
        link(item);
      }
    }
  }

  /** The first item of a key; negative when nothing has it. */
  int first(long key) {
    return key == 0 ? -1 : slots[slot(key)] - 1;
  }

  /** The next item of the same key; negative when there is no other. */
  int next(int item) {
    return more[item] - 1;
  }

  int resource(int item) {
    return resources[item];
  }

  private void link(int item) {
    int slot = slot(keys[item]);
    more[item] = slots[slot];
    slots[slot] = item + 1;
  }

  private int slot(long key) {
    int mask = slots.length - 1;
    int slot = (int) key & mask;
    while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }
}

package org.openroi.redaction.redactor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** The resources of a record by the keys that references name them by. */
final class Index {
  private static final double FULL = 0.6;

  private final List<Resource> resources = new ArrayList<>();
  private long[] keys = new long[1_024];
  private int[] heads = new int[1_024];
  private int size;

  List<Resource> resources() {
    return resources;
  }

  Resource get(int ordinal) {
    return resources.get(ordinal);
  }

  int size() {
    return resources.size();
  }

  void add(Resource resource) {
    int ordinal = resources.size();
    resources.add(resource);
    if (resource.key != 0) {
      resource.sameKey = put(resource.key, ordinal);
    }
    if (resource.urlKey != 0 && resource.urlKey != resource.key) {
      resource.sameUrl = put(resource.urlKey, ordinal);
    }
  }

  boolean knows(long key) {
    return key != 0 && keys[slot(key)] == key;
  }

  /** Every resource that the key names: more than one where a record holds one twice. */
  void each(long key, IntConsumer action) {
    int slot = slot(key);
    if (keys[slot] != key) {
      return;
    }
    for (int at = heads[slot]; at >= 0; ) {
      Resource resource = resources.get(at);
      action.accept(at);
      at = resource.key == key ? resource.sameKey : resource.sameUrl;
    }
  }

  private int put(long key, int ordinal) {
    if (size > keys.length * FULL) {
      grow();
    }
    int slot = slot(key);
    int before = keys[slot] == key ? heads[slot] : -1;
    if (before < 0) {
      size++;
    }
    keys[slot] = key;
    heads[slot] = ordinal;
    return before;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) key & mask;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldHeads = heads;
    keys = new long[oldKeys.length * 2];
    heads = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        heads[slot] = oldHeads[i];
      }
    }
  }
}

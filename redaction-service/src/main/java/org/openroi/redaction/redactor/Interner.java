package org.openroi.redaction.redactor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gives equal byte strings equal small numbers, from 0, in the order in which they come. */
final class Interner {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final double FULL = 0.5;

  private byte[] arena = new byte[4_096];
  private int[] ends = new int[256];
  private int[] slots = new int[1_024];
  private int size;

  int size() {
    return size;
  }

  /**
   * The number of a byte string that is known, or its new one, which is then {@code size() - 1}.
   */
  int number(byte[] bytes, int from, int to) {
    int mask = slots.length - 1;
    int slot = (int) hash(bytes, from, to) & mask;
    while (slots[slot] != 0) {
      int known = slots[slot] - 1;
      if (Arrays.equals(arena, start(known), ends[known], bytes, from, to)) {
        return known;
      }
      slot = slot + 1 & mask;
    }
    return add(slot, bytes, from, to);
  }

  int number(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return number(bytes, 0, bytes.length);
  }

  String text(int number) {
    return new String(arena, start(number), ends[number] - start(number), StandardCharsets.UTF_8);
  }

  private int add(int slot, byte[] bytes, int from, int to) {
    int start = size == 0 ? 0 : ends[size - 1];
    int end = Math.addExact(start, to - from);
    if (end > arena.length) {
      arena = Arrays.copyOf(arena, Math.max(end, arena.length * 2));
    }
    System.arraycopy(bytes, from, arena, start, to - from);
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
    }
    ends[size] = end;
    slots[slot] = ++size;
    if (size > slots.length * FULL) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int number = 0; number < size; number++) {
      int slot = (int) hash(arena, start(number), ends[number]) & mask;
      while (slots[slot] != 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = number + 1;
    }
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  private static long hash(byte[] bytes, int from, int to) {
    long hash = to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(bytes, at));
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = rest << Byte.SIZE | bytes[at] & 0xFF;
    }
    hash = mix(hash ^ rest);
    return hash ^ hash >>> 32;
  }

  private static long mix(long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    return mixed ^ mixed >>> 29;
  }
}

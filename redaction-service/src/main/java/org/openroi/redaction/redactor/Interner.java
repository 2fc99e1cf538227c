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

  /** By number: the first eight bytes and the last, which overlap in what is short. */
  private long[] heads = new long[256];

  private long[] tails = new long[256];
  private int size;

  int size() {
    return size;
  }

  /**
   * The number of a byte string that is known, or its new one, which is then {@code size() - 1}.
   */
  int number(byte[] bytes, int from, int to) {
    long head = head(bytes, from, to);
    long tail = tail(bytes, from, to, head);
    int length = to - from;
    int mask = slots.length - 1;
    int slot = hash(head, tail, length) & mask;
    while (slots[slot] != 0) {
      int known = slots[slot] - 1;
      if (heads[known] == head
          && tails[known] == tail
          && ends[known] - start(known) == length
          && (length <= 2 * Long.BYTES
              || Arrays.equals(arena, start(known), ends[known], bytes, from, to))) {
        return known;
      }
      slot = slot + 1 & mask;
    }
    heads = size < heads.length ? heads : Arrays.copyOf(heads, size * 2);
    tails = size < tails.length ? tails : Arrays.copyOf(tails, size * 2);
    heads[size] = head;
    tails[size] = tail;
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
      int slot = hash(heads[number], tails[number], ends[number] - start(number)) & mask;
      while (slots[slot] != 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = number + 1;
    }
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  private static long head(byte[] bytes, int from, int to) {
    int length = Math.min(to - from, Long.BYTES);
    if (from + Long.BYTES <= bytes.length) {
      long eight = (long) LONGS.get(bytes, from);
      int more = Long.SIZE - length * Byte.SIZE;
      return length == 0 ? 0 : eight << more >>> more;
    }
    long head = 0;
    for (int i = length - 1; i >= 0; i--) {
      head = head << Byte.SIZE | bytes[from + i] & 0xFF;
    }
    return head;
  }

  private static long tail(byte[] bytes, int from, int to, long head) {
    return to - from > Long.BYTES ? (long) LONGS.get(bytes, to - Long.BYTES) : head;
  }

  private static int hash(long head, long tail, int length) {
    long mixed = (head * 0x9E3779B97F4A7C15L ^ tail) * 0xC2B2AE3D27D4EB4FL + length;
    return (int) (mixed ^ mixed >>> 32);
  }
}

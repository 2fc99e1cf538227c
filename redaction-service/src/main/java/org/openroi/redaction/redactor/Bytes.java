package org.openroi.redaction.redactor;

import java.util.ArrayList;
import java.util.List;

/** Bytes that are added at the end and read from anywhere, without a big array. */
final class Bytes {
  private static final int SHIFT = 16;
  private static final int CHUNK = 1 << SHIFT;

  private final List<byte[]> chunks = new ArrayList<>();
  private byte[] last = {};
  private int at;

  long size() {
    return ((long) chunks.size() << SHIFT) - (last.length - at);
  }

  void add(int value) {
    if (at == last.length) {
      last = new byte[CHUNK];
      chunks.add(last);
      at = 0;
    }
    last[at++] = (byte) value;
  }

  void add(byte[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      add(values[i]);
    }
  }

  void addNumber(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      add((int) rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    add((int) rest);
  }

  void addLong(long value) {
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      add((int) (value >>> shift));
    }
  }

  Cursor from(long position) {
    return new Cursor(position);
  }

  /** Reads what was added, in the same order. */
  final class Cursor {
    private long position;

    private Cursor(long position) {
      this.position = position;
    }

    int next() {
      byte value = chunks.get((int) (position >>> SHIFT))[(int) position & CHUNK - 1];
      position++;
      return value & 0xFF;
    }

    long number() {
      long value = 0;
      int shift = 0;
      int next = next();
      while (next >= 0x80) {
        value |= (long) (next & 0x7F) << shift;
        shift += 7;
        next = next();
      }
      return value | (long) next << shift;
    }

    long eight() {
      long value = 0;
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        value |= (long) next() << shift;
      }
      return value;
    }
  }
}

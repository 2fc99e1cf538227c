package org.openroi.audit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Cursors in memory. */
final class InMemoryCursors implements Cursors {
  private final Map<String, Long> positions = new ConcurrentHashMap<>();

  @Override
  public long position(String name) {
    return positions.getOrDefault(name, 0L);
  }

  @Override
  public void advance(String name, long position) {
    positions.merge(name, position, Math::max);
  }
}

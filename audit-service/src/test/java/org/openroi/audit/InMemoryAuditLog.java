package org.openroi.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openroi.audit.log.Hash;
import org.openroi.audit.log.TileRoot;

/** The log in memory. Two writers share it as two services share a database. */
final class InMemoryAuditLog implements AuditLog {
  private final TreeMap<Long, Entry> entries = new TreeMap<>();
  private final Map<EventKey, Long> places = new HashMap<>();
  private final Map<List<Long>, Hash> roots = new HashMap<>();

  @Override
  public String origin() {
    return EntryFixture.LOG;
  }

  @Override
  public synchronized long size() {
    return entries.isEmpty() ? 0 : entries.lastKey() + 1;
  }

  @Override
  public synchronized int append(long first, List<EntryContent> contents) {
    int written = 0;
    for (EntryContent content : contents) {
      long sequence = first + written;
      EventKey key = content.fields().key();
      if (entries.containsKey(sequence) || places.containsKey(key)) {
        break;
      }
      entries.put(sequence, new Entry(sequence, content));
      places.put(key, sequence);
      written++;
    }
    return written;
  }

  @Override
  public synchronized Map<EventKey, Hash> leavesOf(Collection<EventKey> events) {
    Map<EventKey, Hash> leaves = new HashMap<>();
    for (EventKey key : events) {
      Long place = places.get(key);
      if (place != null) {
        leaves.put(key, entries.get(place).content().leaf());
      }
    }
    return leaves;
  }

  @Override
  public List<Hash> leaves(long from, int limit) {
    return entries(from, limit).stream().map(entry -> entry.content().leaf()).toList();
  }

  @Override
  public synchronized List<Entry> entries(long from, int limit) {
    List<Entry> found = new ArrayList<>();
    while (found.size() < limit && entries.containsKey(from + found.size())) {
      found.add(entries.get(from + found.size()));
    }
    return found;
  }

  @Override
  public synchronized Optional<Entry> entry(long sequence) {
    return Optional.ofNullable(entries.get(sequence));
  }

  @Override
  public synchronized List<Entry> aboutSubject(String subject, int limit) {
    return entries.values().stream()
        .filter(entry -> entry.content().fields().subject().equals(subject))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Entry> withEventId(String id) {
    return entries.values().stream()
        .filter(entry -> entry.content().fields().id().equals(id))
        .toList();
  }

  @Override
  public synchronized void addTileRoots(List<TileRoot> added) {
    added.forEach(
        root -> roots.putIfAbsent(List.of((long) root.level(), root.index()), root.hash()));
  }

  @Override
  public synchronized List<Hash> tile(int level, long index, int width) {
    if (level == 0) {
      return leaves(index * WIDTH, width);
    }
    List<Hash> hashes = new ArrayList<>();
    for (long i = index * WIDTH; i < index * WIDTH + width; i++) {
      Hash root = roots.get(List.of(level - 1L, i));
      if (root != null) {
        hashes.add(root);
      }
    }
    return hashes;
  }
}

package org.openroi.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openroi.audit.log.Hash;
import org.openroi.audit.log.TileRoot;
import org.openroi.audit.log.Tiles;

/**
 * The log at rest. Every write is on the disks of a majority when the method returns, every read
 * sees only what is, so nothing that was read can be taken back. Several processes may write.
 */
public interface AuditLog extends Tiles {
  /** The log's origin: one log per custodian. */
  String origin();

  /** Number of entries, and the sequence of the next one. */
  long size();

  /**
   * Writes entries at {@code first}, {@code first + 1}… in this order and stops at the first one
   * whose event or whose sequence is taken. Never leaves a gap behind {@code first}.
   *
   * @return how many were written
   */
  int append(long first, List<EntryContent> contents);

  /** The leaves of those of these events that are in the log. */
  Map<EventKey, Hash> leavesOf(Collection<EventKey> events);

  /** At most {@code limit} leaf hashes from a sequence on, up to the first gap. */
  List<Hash> leaves(long from, int limit);

  /** At most {@code limit} entries from a sequence on, up to the first gap. */
  List<Entry> entries(long from, int limit);

  Optional<Entry> entry(long sequence);

  /** The first {@code limit} entries about a subject, in the order of the log. */
  List<Entry> aboutSubject(String subject, int limit);

  /** The entries of the events with this id, at most one for each source. */
  List<Entry> withEventId(String id);

  /** Keeps roots of full tiles; one that is there already is the same and stays. */
  void addTileRoots(List<TileRoot> roots);
}

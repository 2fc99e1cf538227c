package org.openroi.redaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openroi.event.DeliveryId;
import org.openroi.event.ReleaseId;

/** {@link Disclosures} in maps. Its time stands still until it is told to go on. */
final class InMemoryDisclosures implements Disclosures {
  private record Entry(
      Disclosure disclosure, int accepted, Duration due, @Nullable Duration lease) {}

  /** All there is, as one value, so that a transaction can be undone. */
  record State(
      Map<ReleaseId, Entry> entries,
      Map<DeliveryId, Map<Integer, Attempt>> attempts,
      Map<DeliveryId, StoredPackage> packages,
      Set<DeliveryId> withdrawn,
      Set<String> destroyed) {

    private State() {
      this(
          new LinkedHashMap<>(),
          new HashMap<>(),
          new LinkedHashMap<>(),
          new HashSet<>(),
          new HashSet<>());
    }

    private State copy() {
      Map<DeliveryId, Map<Integer, Attempt>> copied = new HashMap<>();
      attempts.forEach((delivery, each) -> copied.put(delivery, new TreeMap<>(each)));
      return new State(
          new LinkedHashMap<>(entries),
          copied,
          new LinkedHashMap<>(packages),
          new HashSet<>(withdrawn),
          new HashSet<>(destroyed));
    }
  }

  private State state = new State();
  private Duration now = Duration.ZERO;

  synchronized void pass(Duration time) {
    now = now.plus(time);
  }

  synchronized State state() {
    return state.copy();
  }

  synchronized void restore(State before) {
    state = before.copy();
  }

  @Override
  public synchronized void add(Disclosure disclosure) {
    ReleaseId release = disclosure.order().release();
    if (state.entries.containsKey(release)) {
      throw new IllegalStateException("a release that is there");
    }
    put(release, new Entry(disclosure, state.entries.size(), now, null));
  }

  @Override
  public synchronized Optional<Disclosure> find(ReleaseId release) {
    return Optional.ofNullable(state.entries.get(release)).map(Entry::disclosure);
  }

  @Override
  public Optional<Disclosure> lock(ReleaseId release) {
    return find(release);
  }

  @Override
  public synchronized Optional<Disclosure> claim(Work work, Duration lease) {
    Standing waiting = work == Work.PREPARE ? Standing.TO_PREPARE : Standing.TO_DELIVER;
    return state.entries.values().stream()
        .filter(each -> Standing.of(each.disclosure.stage()) == waiting)
        .filter(each -> each.due.compareTo(now) <= 0)
        .filter(each -> each.lease == null || each.lease.compareTo(now) <= 0)
        .min(Comparator.comparing(Entry::due))
        .map(
            each -> {
              Disclosure claimed = each.disclosure.claimed();
              put(
                  claimed.order().release(),
                  new Entry(claimed, each.accepted, each.due, now.plus(lease)));
              return claimed;
            });
  }

  @Override
  public synchronized boolean prolong(ReleaseId release, int epoch, Duration lease) {
    Entry entry = state.entries.get(release);
    if (entry == null || entry.disclosure.epoch() != epoch || !entry.disclosure.underWay()) {
      return false;
    }
    put(release, new Entry(entry.disclosure, entry.accepted, entry.due, now.plus(lease)));
    return true;
  }

  @Override
  public synchronized void save(Disclosure disclosure) {
    ReleaseId release = disclosure.order().release();
    Entry before = state.entries.get(release);
    DeliveryId delivery = before.disclosure.order().delivery();
    if (!delivery.equals(disclosure.order().delivery())
        || disclosure.stage() instanceof Stage.Withdrawn) {
      state.withdrawn.add(delivery);
    }
    put(
        release,
        disclosure.underWay()
            ? new Entry(disclosure, before.accepted, before.due, before.lease)
            : new Entry(disclosure, before.accepted, now.plus(disclosure.pause()), null));
  }

  private void put(ReleaseId release, Entry entry) {
    state.entries.put(release, entry);
    Outgoing outgoing = entry.disclosure.outgoing();
    if (outgoing != null) {
      DeliveryId delivery = entry.disclosure.order().delivery();
      state.packages.put(delivery, outgoing.parcel().pack());
      Attempt last = outgoing.last();
      if (last != null) {
        Attempt alone =
            new Attempt(last.number(), last.epoch(), last.state(), last.startedAt(), null);
        state.attempts.computeIfAbsent(delivery, _ -> new TreeMap<>()).put(alone.number(), alone);
      }
    }
  }

  @Override
  public synchronized List<Disclosure> list(
      @Nullable Standing standing, Set<String> facilities, int most) {
    return state.entries.values().stream()
        .sorted(Comparator.comparing(Entry::accepted).reversed())
        .map(Entry::disclosure)
        .filter(each -> standing == null || Standing.of(each.stage()) == standing)
        .filter(each -> facilities.contains(each.order().facility()))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized List<Attempt> attempts(DeliveryId delivery) {
    return new ArrayList<>(state.attempts.getOrDefault(delivery, Map.of()).values());
  }

  @Override
  public synchronized List<StoredPackage> withdrawnPackages(int most) {
    return state.packages.entrySet().stream()
        .filter(each -> state.withdrawn.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .filter(each -> !state.destroyed.contains(each.reference()))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized boolean hasPackage(String reference) {
    return state.packages.values().stream().anyMatch(each -> each.reference().equals(reference));
  }

  @Override
  public synchronized void destroyed(StoredPackage pack) {
    state.destroyed.add(pack.reference());
  }
}

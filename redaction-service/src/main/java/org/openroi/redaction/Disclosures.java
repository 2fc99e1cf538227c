package org.openroi.redaction;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.DeliveryId;
import org.openroi.event.ReleaseId;

/** Every disclosure, one to a release, and whose turn it is to work on it. */
public interface Disclosures {
  /** Adds one that is new. */
  void add(Disclosure disclosure);

  Optional<Disclosure> find(ReleaseId release);

  /** The disclosure; nobody else changes it before this transaction ends. */
  Optional<Disclosure> lock(ReleaseId release);

  /**
   * Claims the disclosure that has waited longest for this work, if any is due and not claimed, and
   * saves it as {@linkplain Disclosure#claimed claimed}. The time is the store's.
   *
   * @param lease for how long nobody else can claim it
   */
  Optional<Disclosure> claim(Work work, Duration lease);

  /**
   * Prolongs a claim.
   *
   * @return whether it still is one
   */
  boolean prolong(ReleaseId release, int epoch, Duration lease);

  /**
   * Saves one that is locked. If it is not under way any more, its claim ends, and it is due after
   * its pause.
   */
  void save(Disclosure disclosure);

  /** Those of these facilities, the latest first. */
  List<Disclosure> list(@Nullable Standing standing, Set<String> facilities, int most);

  /** Every attempt of a delivery, in their order. */
  List<Attempt> attempts(DeliveryId delivery);

  /**
   * Parcels of deliveries that were withdrawn and whose package is not known to be destroyed yet.
   */
  List<StoredPackage> withdrawnPackages(int most);

  /** Whether a package of this reference is on record. */
  boolean hasPackage(String reference);

  /** Notes that a package is destroyed. */
  void destroyed(StoredPackage pack);
}

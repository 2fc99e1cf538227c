package org.openroi.redaction.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.openroi.event.DeliveryId;
import org.openroi.event.EventCodec;
import org.openroi.event.ReleaseId;
import org.openroi.event.StopClass;
import org.openroi.redaction.Attempt;
import org.openroi.redaction.Disclosure;
import org.openroi.redaction.DisclosureOrder;
import org.openroi.redaction.Disclosures;
import org.openroi.redaction.Outgoing;
import org.openroi.redaction.Parcel;
import org.openroi.redaction.Receipt;
import org.openroi.redaction.Stage;
import org.openroi.redaction.Standing;
import org.openroi.redaction.StoredPackage;
import org.openroi.redaction.Trouble;
import org.openroi.redaction.Withdrawal;
import org.openroi.redaction.Work;

/**
 * {@link Disclosures} in four tables. Whoever claims skips what others hold, so that no worker
 * waits for another; turns and leases are by the database's clock.
 */
@ApplicationScoped
class PostgresDisclosures implements Disclosures {
  private final Session database;

  PostgresDisclosures(Session database) {
    this.database = database;
  }

  @Override
  public void add(Disclosure disclosure) {
    DisclosureRow row = new DisclosureRow();
    row.release = disclosure.order().release().value();
    write(disclosure, row);
    database.persist(row);
  }

  @Override
  public Optional<Disclosure> find(ReleaseId release) {
    return Optional.ofNullable(database.find(DisclosureRow.class, release.value())).map(this::read);
  }

  @Override
  public Optional<Disclosure> lock(ReleaseId release) {
    return Optional.ofNullable(
            database.find(DisclosureRow.class, release.value(), LockModeType.PESSIMISTIC_WRITE))
        .map(this::read);
  }

  @Override
  public Optional<Disclosure> claim(Work work, Duration lease) {
    Standing waiting =
        switch (work) {
          case PREPARE -> Standing.TO_PREPARE;
          case DELIVER -> Standing.TO_DELIVER;
        };
    // The state stands in the text, so that the index of its own serves.
    return database
        .createNativeQuery(
            """
            UPDATE disclosure SET
              epoch = epoch + 1, under_way = true,
              lease_until = clock_timestamp() + :lease * interval '1 millisecond'
            WHERE release_id = (
              SELECT release_id FROM disclosure
              WHERE state = '%s' AND due_at <= clock_timestamp()
                AND (NOT under_way OR lease_until <= clock_timestamp())
              ORDER BY due_at LIMIT 1
              FOR UPDATE SKIP LOCKED)
            RETURNING release_id
            """
                .formatted(waiting),
            UUID.class)
        .setParameter("lease", lease.toMillis())
        .getResultStream()
        .findFirst()
        .map(release -> read(database.find(DisclosureRow.class, release)));
  }

  @Override
  public boolean prolong(ReleaseId release, int epoch, Duration lease) {
    return database
            .createNativeMutationQuery(
                """
                UPDATE disclosure SET
                  lease_until = clock_timestamp() + :lease * interval '1 millisecond'
                WHERE release_id = :release AND epoch = :epoch AND under_way
                """)
            .setParameter("lease", lease.toMillis())
            .setParameter("release", release.value())
            .setParameter("epoch", epoch)
            .executeUpdate()
        == 1;
  }

  @Override
  public void save(Disclosure disclosure) {
    UUID release = disclosure.order().release().value();
    DisclosureRow row = Objects.requireNonNull(database.find(DisclosureRow.class, release));
    UUID before = row.delivery;
    write(disclosure, row);
    if (!row.delivery.equals(before) || disclosure.stage() instanceof Stage.Withdrawn) {
      withdrawPackage(before);
    }
    if (!disclosure.underWay()) {
      database
          .createNativeMutationQuery(
              """
              UPDATE disclosure SET
                lease_until = NULL, due_at = clock_timestamp() + :pause * interval '1 millisecond'
              WHERE release_id = :release
              """)
          .setParameter("pause", disclosure.pause().toMillis())
          .setParameter("release", release)
          .executeUpdate();
    }
  }

  @Override
  public List<Disclosure> list(@Nullable Standing standing, Set<String> facilities, int most) {
    String state = standing == null ? "" : " and state = '" + standing + "'";
    List<DisclosureRow> rows =
        database
            .createQuery(
                "from DisclosureRow where facility in :facilities"
                    + state
                    + " order by acceptedAt desc, release",
                DisclosureRow.class)
            .setParameterList("facilities", facilities)
            .setMaxResults(most)
            .getResultList();
    load(rows);
    return rows.stream().map(this::read).toList();
  }

  /** What the rows refer to, in three statements and not in three a row. */
  private void load(List<DisclosureRow> rows) {
    database.findMultiple(PackageRow.class, rows.stream().map(row -> row.delivery).toList());
    database.findMultiple(
        AttemptRow.class,
        rows.stream()
            .filter(row -> row.attempts > 0)
            .map(row -> new AttemptRow.Key(row.delivery, row.attempts))
            .toList());
    database.findMultiple(
        ReceiptRow.class,
        rows.stream()
            .filter(row -> row.state.equals(Standing.DELIVERED.name()))
            .map(row -> row.delivery)
            .toList());
  }

  @Override
  public List<Attempt> attempts(DeliveryId delivery) {
    return database
        .createQuery(
            "from AttemptRow where key.delivery = :delivery order by key.number", AttemptRow.class)
        .setParameter("delivery", delivery.value())
        .getResultList()
        .stream()
        .map(row -> attempt(row, null))
        .toList();
  }

  @Override
  public List<StoredPackage> withdrawnPackages(int most) {
    return database
        .createNativeQuery(
            """
            SELECT * FROM package
            WHERE withdrawn AND destroyed_at IS NULL ORDER BY delivery LIMIT :most
            """,
            PackageRow.class)
        .setParameter("most", most)
        .getResultList()
        .stream()
        .map(PostgresDisclosures::stored)
        .toList();
  }

  @Override
  public boolean hasPackage(String reference) {
    return database
        .createNativeQuery(
            "SELECT EXISTS (SELECT 1 FROM package WHERE reference = :reference)", Boolean.class)
        .setParameter("reference", reference)
        .getSingleResult();
  }

  @Override
  public void destroyed(StoredPackage pack) {
    database
        .createNativeMutationQuery(
            "UPDATE package SET destroyed_at = clock_timestamp() WHERE reference = :reference")
        .setParameter("reference", pack.reference())
        .executeUpdate();
  }

  private void write(Disclosure disclosure, DisclosureRow row) {
    DisclosureOrder order = disclosure.order();
    row.facility = order.facility();
    row.decision = EventCodec.encodeStructured(order.event());
    row.delivery = order.delivery().value();
    row.state = Standing.of(disclosure.stage()).name();
    row.stopReason = null;
    row.endedAt = null;
    row.openings = 0;
    row.epoch = disclosure.epoch();
    row.underWay = disclosure.underWay();
    write(Trouble.NONE, row);
    switch (disclosure.stage()) {
      case Stage.ToPrepare(var openings, var trouble) -> {
        row.openings = openings;
        write(trouble, row);
      }
      case Stage.ToDeliver(_, var trouble) -> write(trouble, row);
      case Stage.Delivered _ -> {
        // Its receipt follows the parcel.
      }
      case Stage.Stopped(var reason, var at, var openings, _) -> {
        row.stopReason = reason.name();
        row.endedAt = at;
        row.openings = openings;
      }
      case Stage.Withdrawn(var at, _) -> row.endedAt = at;
    }
    write(disclosure.outgoing(), row);
    if (disclosure.stage() instanceof Stage.Delivered(_, var receipt)) {
      write(receipt, row.delivery);
    }
  }

  private static void write(Trouble trouble, DisclosureRow row) {
    row.failures = trouble.failures();
    row.failingSince = trouble.since();
  }

  private void write(@Nullable Outgoing outgoing, DisclosureRow row) {
    row.attempts = 0;
    row.withdrawVersion = null;
    row.nextDecision = null;
    if (outgoing == null) {
      return;
    }
    write(outgoing.parcel(), row.delivery);
    Attempt last = outgoing.last();
    if (last == null) {
      return;
    }
    row.attempts = last.number();
    Withdrawal withdrawal = last.withdrawal();
    if (withdrawal != null) {
      row.withdrawVersion = withdrawal.version();
      row.nextDecision =
          withdrawal.next() == null ? null : EventCodec.encodeStructured(withdrawal.next().event());
    }
    AttemptRow.Key key = new AttemptRow.Key(row.delivery, last.number());
    AttemptRow attempt = database.find(AttemptRow.class, key);
    boolean isNew = attempt == null;
    if (attempt == null) {
      attempt = new AttemptRow();
      attempt.key = key;
    }
    attempt.epoch = last.epoch();
    attempt.state = last.state().name();
    attempt.startedAt = last.startedAt();
    if (isNew) {
      database.persist(attempt);
    }
  }

  private void write(Parcel parcel, UUID delivery) {
    PackageRow row = database.find(PackageRow.class, delivery);
    boolean isNew = row == null;
    if (row == null) {
      row = new PackageRow();
      row.delivery = delivery;
    }
    row.reference = parcel.pack().reference();
    row.sha256 = parcel.pack().sha256();
    row.bytes = parcel.pack().bytes();
    row.manifestSha256 = parcel.manifestSha256();
    row.items = parcel.items();
    row.keyFingerprint = parcel.keyFingerprint();
    row.cutVersion = parcel.cutVersion();
    row.sealedAt = parcel.sealedAt();
    if (isNew) {
      database.persist(row);
    }
  }

  private void write(Receipt receipt, UUID delivery) {
    ReceiptRow row = new ReceiptRow();
    row.delivery = delivery;
    row.evidence = receipt.by().name();
    row.receivedAt = receipt.at();
    row.person = receipt.person();
    database.persist(row);
  }

  private void withdrawPackage(UUID delivery) {
    PackageRow row = database.find(PackageRow.class, delivery);
    if (row != null) {
      row.withdrawn = true;
    }
  }

  private Disclosure read(DisclosureRow row) {
    return new Disclosure(order(row.decision), stage(row), row.epoch, row.underWay);
  }

  private Stage stage(DisclosureRow row) {
    Trouble trouble = new Trouble(row.failures, row.failingSince);
    Outgoing outgoing = row.state.equals(Standing.TO_PREPARE.name()) ? null : outgoing(row);
    return switch (Standing.valueOf(row.state)) {
      case TO_PREPARE -> new Stage.ToPrepare(row.openings, trouble);
      case TO_DELIVER -> new Stage.ToDeliver(Objects.requireNonNull(outgoing), trouble);
      case DELIVERED -> {
        ReceiptRow receipt = Objects.requireNonNull(database.find(ReceiptRow.class, row.delivery));
        yield new Stage.Delivered(
            Objects.requireNonNull(outgoing),
            new Receipt(Receipt.By.valueOf(receipt.evidence), receipt.receivedAt, receipt.person));
      }
      case STOPPED ->
          new Stage.Stopped(
              StopClass.valueOf(Objects.requireNonNull(row.stopReason)),
              Objects.requireNonNull(row.endedAt),
              row.openings,
              outgoing);
      case WITHDRAWN -> new Stage.Withdrawn(Objects.requireNonNull(row.endedAt), outgoing);
    };
  }

  private @Nullable Outgoing outgoing(DisclosureRow row) {
    PackageRow pack = database.find(PackageRow.class, row.delivery);
    if (pack == null) {
      return null;
    }
    Parcel parcel =
        new Parcel(
            stored(pack),
            pack.manifestSha256,
            pack.items,
            pack.keyFingerprint,
            pack.cutVersion,
            pack.sealedAt);
    if (row.attempts == 0) {
      return new Outgoing(parcel, null);
    }
    AttemptRow last =
        Objects.requireNonNull(
            database.find(AttemptRow.class, new AttemptRow.Key(row.delivery, row.attempts)));
    Withdrawal withdrawal =
        row.withdrawVersion == null
            ? null
            : new Withdrawal(
                row.withdrawVersion, row.nextDecision == null ? null : order(row.nextDecision));
    return new Outgoing(parcel, attempt(last, withdrawal));
  }

  private static Attempt attempt(AttemptRow row, @Nullable Withdrawal withdrawal) {
    return new Attempt(
        row.key.number(), row.epoch, Attempt.State.valueOf(row.state), row.startedAt, withdrawal);
  }

  private static StoredPackage stored(PackageRow row) {
    return new StoredPackage(row.reference, row.sha256, row.bytes);
  }

  private static DisclosureOrder order(byte[] event) {
    return new DisclosureOrder(EventCodec.decodeStructured(event));
  }
}

package org.openroi.intake.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openroi.event.AuthorizationId;
import org.openroi.event.DenialClass;
import org.openroi.event.HoldClass;
import org.openroi.event.PatientRef;
import org.openroi.event.RecordType;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.event.Scope;
import org.openroi.intake.Release;
import org.openroi.intake.Releases;
import org.openroi.intake.Step;

/** {@link Releases} in two tables; inserts are batched and go out when the transaction commits. */
@ApplicationScoped
class PostgresReleases implements Releases {
  private final ReleaseRows releases;
  private final StepRows steps;

  PostgresReleases(ReleaseRows releases, StepRows steps) {
    this.releases = releases;
    this.steps = steps;
  }

  @Override
  public void add(Release release) {
    ReleaseRow row = new ReleaseRow();
    row.id = release.id().value();
    row.facility = release.facility();
    row.client = release.client();
    row.clientReference = release.clientReference();
    row.requester = release.requester().value();
    row.endpoint = release.endpoint();
    row.purpose = release.purpose();
    row.recordTypes = ReleaseRow.names(release.scope().recordTypes());
    row.from = release.scope().from();
    row.to = release.scope().to();
    row.authorization = release.authorization() == null ? null : release.authorization().value();
    row.patient = release.patient() == null ? null : release.patient().value();
    row.channel = release.channel();
    row.receivedAt = release.receivedAt();
    row.steps = 0;
    row.decisionVersion = 0;
    releases.persist(row);
    release.timeline().forEach(step -> append(row, step));
  }

  @Override
  public Optional<Release> find(ReleaseId release) {
    return releases
        .findByIdOptional(release.value())
        .map(
            row ->
                new Release(
                    release,
                    row.facility,
                    row.client,
                    row.clientReference,
                    new RequesterId(row.requester),
                    row.endpoint,
                    row.purpose,
                    new Scope(set(row.recordTypes, RecordType::valueOf), row.from, row.to),
                    row.authorization == null ? null : new AuthorizationId(row.authorization),
                    row.patient == null ? null : new PatientRef(row.patient),
                    row.channel,
                    row.receivedAt,
                    steps.of(row.id).stream().map(PostgresReleases::step).toList()));
  }

  @Override
  public Optional<Standing> lock(ReleaseId release) {
    return releases
        .findByIdOptional(release.value(), LockModeType.PESSIMISTIC_WRITE)
        .map(this::standing);
  }

  @Override
  public void move(ReleaseId release, Step next) {
    append(releases.findById(release.value()), next);
  }

  @Override
  public void note(ReleaseId release, int decisionVersion) {
    releases.findById(release.value()).decisionVersion = decisionVersion;
  }

  @Override
  public Standing match(ReleaseId release, PatientRef patient) {
    ReleaseRow row = releases.findById(release.value(), LockModeType.PESSIMISTIC_WRITE);
    row.patient = patient.value();
    return standing(row);
  }

  private void append(ReleaseRow row, Step step) {
    row.steps++;
    StepRow appended = new StepRow();
    appended.key = new StepRow.Key(row.id, row.steps);
    appended.status = step.status();
    appended.since = step.since();
    appended.waitingFor = ReleaseRow.names(step.waitingFor());
    appended.reasons = ReleaseRow.names(step.reasons());
    appended.stop = step.stop();
    steps.persist(appended);
  }

  private Standing standing(ReleaseRow row) {
    return new Standing(
        row.facility,
        new RequesterId(row.requester),
        row.patient == null ? null : new PatientRef(row.patient),
        row.channel,
        row.receivedAt,
        step(steps.findById(new StepRow.Key(row.id, row.steps))),
        row.decisionVersion);
  }

  private static Step step(StepRow row) {
    return new Step(
        row.status,
        row.since,
        set(row.waitingFor, HoldClass::valueOf),
        set(row.reasons, DenialClass::valueOf),
        row.stop);
  }

  private static <T> Set<T> set(String[] names, Function<String, T> value) {
    return Stream.of(names).map(value).collect(Collectors.toUnmodifiableSet());
  }
}

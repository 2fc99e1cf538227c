package org.openroi.authorization.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openroi.authorization.DecisionOnRecord;
import org.openroi.authorization.Release;
import org.openroi.authorization.Releases;
import org.openroi.authorization.policy.Decision;
import org.openroi.authorization.policy.Decision.Authorized;
import org.openroi.authorization.policy.Decision.Denied;
import org.openroi.authorization.policy.Decision.Held;
import org.openroi.authorization.policy.DenialReason;
import org.openroi.authorization.policy.HoldReason;
import org.openroi.authorization.policy.Obligation;
import org.openroi.authorization.policy.ReleaseCase;
import org.openroi.authorization.policy.ReleaseRequest;
import org.openroi.event.AuthorizationId;
import org.openroi.event.DisclosureTerms;
import org.openroi.event.EventId;
import org.openroi.event.LegalRoute;
import org.openroi.event.PatientRef;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordType;
import org.openroi.event.RelationshipId;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.event.Scope;

/**
 * {@link Releases} in two tables: the request and where it stands, and the decisions, which are
 * only ever added.
 */
@ApplicationScoped
class PostgresReleases implements Releases {
  private static final String AUTHORIZED = "AUTHORIZED";
  private static final String DENIED = "DENIED";
  private static final String HELD = "HELD";

  private final ReleaseRows releases;
  private final DecisionRows decisions;
  private final Sealed sealed;

  PostgresReleases(ReleaseRows releases, DecisionRows decisions, Sealed sealed) {
    this.releases = releases;
    this.decisions = decisions;
    this.sealed = sealed;
  }

  @Override
  public void add(ReleaseRequest request) {
    ReleaseRow row = new ReleaseRow();
    row.id = request.release().value();
    row.facility = request.facility();
    row.requester = request.requester().value();
    row.endpoint = request.endpoint();
    row.purpose = request.purpose().name();
    row.recordTypes = names(request.scope().recordTypes());
    row.from = request.scope().from();
    row.to = request.scope().to();
    row.namedAuthorization =
        request.authorization() == null ? null : request.authorization().value();
    row.patient = request.patient() == null ? null : request.patient().value();
    row.receivedAt = request.receivedAt();
    releases.persist(row);
  }

  @Override
  public Optional<ReleaseRequest> find(ReleaseId release) {
    return releases.findByIdOptional(release.value()).map(PostgresReleases::request);
  }

  @Override
  public Optional<Release> lock(ReleaseId release) {
    return releases
        .find("id", release.value())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional()
        .map(row -> new Release(request(row), latest(row)));
  }

  @Override
  public void match(ReleaseId release, PatientRef patient) {
    row(release).patient = patient.value();
  }

  @Override
  public void record(
      DecisionOnRecord decision, ReleaseCase inputs, List<String> rules, EventId cause) {
    ReleaseRow release = row(decision.release());
    DecisionRow row = new DecisionRow();
    row.key = new DecisionRow.Key(release.id, decision.version());
    row.recordTypes = new String[0];
    row.obligations = new String[0];
    row.reasons = new String[0];
    switch (decision.decision()) {
      case Authorized(
              var route,
              var scope,
              var authorization,
              var relationship,
              var terms,
              var obligations) -> {
        row.outcome = AUTHORIZED;
        row.route = route.name();
        row.authorization = authorization == null ? null : authorization.value();
        row.relationship = relationship == null ? null : relationship.value();
        row.terms = sealed.sealBytes(terms.toBytes(), termsContext(row.key));
        row.recordTypes = names(scope.recordTypes());
        row.from = scope.from();
        row.to = scope.to();
        row.obligations = names(obligations);
      }
      case Denied(var reasons) -> {
        row.outcome = DENIED;
        row.reasons = names(reasons);
      }
      case Held(var missing) -> {
        row.outcome = HELD;
        row.reasons = names(missing);
      }
    }
    row.policyVersion = decision.policyVersion();
    row.rules = rules.toArray(String[]::new);
    row.cause = cause.value();
    row.decidedAt = decision.decidedAt();
    Sealed.Seal seal = sealed.seal(inputs, context(row.key));
    row.inputs = seal.bytes();
    row.inputsSha256 = seal.sha256();
    decisions.persist(row);
    release.decisions = decision.version();
    release.outcome = row.outcome;
    release.reliedAuthorization = row.authorization;
  }

  @Override
  public List<DecisionOnRecord> decisions(ReleaseId release) {
    return decisions.find("key.release = ?1 order by key.version", release.value()).stream()
        .map(this::decision)
        .toList();
  }

  @Override
  public Optional<ReleaseCase> inputs(ReleaseId release, int version) {
    return decisions
        .findByIdOptional(new DecisionRow.Key(release.value(), version))
        .map(row -> sealed.open(row.inputs, context(row.key), ReleaseCase.class));
  }

  @Override
  public List<ReleaseId> heldOf(PatientRef patient) {
    return ids("patient = ?1 and outcome = 'HELD' order by id", patient.value());
  }

  @Override
  public List<ReleaseId> heldFor(RequesterId requester) {
    return ids("requester = ?1 and outcome = 'HELD' order by id", requester.value());
  }

  @Override
  public List<ReleaseId> relyingOn(AuthorizationId authorization) {
    return ids(
        "(outcome = 'AUTHORIZED' and reliedAuthorization = ?1)"
            + " or (outcome = 'HELD' and namedAuthorization = ?1) order by id",
        authorization.value());
  }

  /** Ids alone: what a row says is read under its lock and not before. */
  private List<ReleaseId> ids(String where, UUID subject) {
    return releases
        .find("select id from ReleaseRow where " + where, subject)
        .project(UUID.class)
        .stream()
        .map(ReleaseId::new)
        .toList();
  }

  private ReleaseRow row(ReleaseId release) {
    return Objects.requireNonNull(releases.findById(release.value()), "a release that is there");
  }

  private @Nullable DecisionOnRecord latest(ReleaseRow row) {
    return row.decisions == 0
        ? null
        : decision(decisions.findById(new DecisionRow.Key(row.id, row.decisions)));
  }

  private static String context(DecisionRow.Key key) {
    return "decision/" + key.release() + "/" + key.version();
  }

  private static String termsContext(DecisionRow.Key key) {
    return "terms/" + key.release() + "/" + key.version();
  }

  private static ReleaseRequest request(ReleaseRow row) {
    return new ReleaseRequest(
        new ReleaseId(row.id),
        row.facility,
        new RequesterId(row.requester),
        row.endpoint,
        PurposeOfUse.valueOf(row.purpose),
        new Scope(set(RecordType.class, row.recordTypes), row.from, row.to),
        row.namedAuthorization == null ? null : new AuthorizationId(row.namedAuthorization),
        row.patient == null ? null : new PatientRef(row.patient),
        row.receivedAt);
  }

  private DecisionOnRecord decision(DecisionRow row) {
    Decision decision =
        switch (row.outcome) {
          case AUTHORIZED ->
              new Authorized(
                  LegalRoute.valueOf(Objects.requireNonNull(row.route)),
                  new Scope(set(RecordType.class, row.recordTypes), row.from, row.to),
                  row.authorization == null ? null : new AuthorizationId(row.authorization),
                  row.relationship == null ? null : new RelationshipId(row.relationship),
                  terms(row),
                  set(Obligation.class, row.obligations));
          case DENIED -> new Denied(set(DenialReason.class, row.reasons));
          case HELD -> new Held(set(HoldReason.class, row.reasons));
          default -> throw new IllegalStateException("an outcome that is none of ours");
        };
    return new DecisionOnRecord(
        new ReleaseId(row.key.release()),
        row.key.version(),
        decision,
        row.policyVersion,
        row.decidedAt);
  }

  /** Before there were terms, no form was relied on that opted in or was limited to encounters. */
  private DisclosureTerms terms(DecisionRow row) {
    return row.terms == null
        ? new DisclosureTerms(Set.of(), Set.of(), null)
        : DisclosureTerms.ofBytes(sealed.openBytes(row.terms, termsContext(row.key)));
  }

  private static String[] names(Collection<? extends Enum<?>> values) {
    return values.stream().map(Enum::name).toArray(String[]::new);
  }

  private static <E extends Enum<E>> Set<E> set(Class<E> type, String[] names) {
    EnumSet<E> set = EnumSet.noneOf(type);
    Stream.of(names).map(name -> Enum.valueOf(type, name)).forEach(set::add);
    return set;
  }
}

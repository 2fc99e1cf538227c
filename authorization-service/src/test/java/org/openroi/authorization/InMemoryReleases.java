package org.openroi.authorization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.openroi.authorization.policy.Decision;
import org.openroi.authorization.policy.ReleaseCase;
import org.openroi.authorization.policy.ReleaseRequest;
import org.openroi.event.AuthorizationId;
import org.openroi.event.EventId;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;

/** {@link Releases} for one thread: nobody has to wait. */
final class InMemoryReleases implements Releases {
  private record Decided(DecisionOnRecord decision, ReleaseCase inputs) {}

  private final Map<ReleaseId, ReleaseRequest> requests = new TreeMap<>();
  private final Map<ReleaseId, List<Decided>> decisions = new TreeMap<>();

  @Override
  public void add(ReleaseRequest request) {
    if (requests.putIfAbsent(request.release(), request) != null) {
      throw new IllegalStateException("is there already");
    }
    decisions.put(request.release(), new ArrayList<>());
  }

  @Override
  public Optional<ReleaseRequest> find(ReleaseId release) {
    return Optional.ofNullable(requests.get(release));
  }

  @Override
  public Optional<Release> lock(ReleaseId release) {
    return find(release).map(request -> new Release(request, latest(release)));
  }

  @Override
  public void match(ReleaseId release, PatientRef patient) {
    requests.computeIfPresent(release, (id, request) -> request.of(patient));
  }

  @Override
  public void record(
      DecisionOnRecord decision, ReleaseCase inputs, List<String> rules, EventId cause) {
    List<Decided> earlier = decisions.get(decision.release());
    if (decision.version() != earlier.size() + 1) {
      throw new IllegalStateException("is not the next version");
    }
    earlier.add(new Decided(decision, inputs));
  }

  @Override
  public List<DecisionOnRecord> decisions(ReleaseId release) {
    return decisions.getOrDefault(release, List.of()).stream().map(Decided::decision).toList();
  }

  @Override
  public Optional<ReleaseCase> inputs(ReleaseId release, int version) {
    return decisions.getOrDefault(release, List.of()).stream()
        .filter(each -> each.decision().version() == version)
        .map(Decided::inputs)
        .findAny();
  }

  @Override
  public List<ReleaseId> heldOf(PatientRef patient) {
    return those(each -> isHeld(each) && patient.equals(each.request().patient()));
  }

  @Override
  public List<ReleaseId> heldFor(RequesterId requester) {
    return those(each -> isHeld(each) && requester.equals(each.request().requester()));
  }

  @Override
  public List<ReleaseId> relyingOn(AuthorizationId authorization) {
    return those(
        each ->
            (isHeld(each) && authorization.equals(each.request().authorization()))
                || (each.latest() != null
                    && each.latest().decision() instanceof Decision.Authorized yes
                    && authorization.equals(yes.authorization())));
  }

  private List<ReleaseId> those(Predicate<Release> such) {
    return requests.keySet().stream().filter(id -> such.test(lock(id).orElseThrow())).toList();
  }

  private static boolean isHeld(Release release) {
    return release.latest() != null && release.latest().decision() instanceof Decision.Held;
  }

  private DecisionOnRecord latest(ReleaseId release) {
    List<Decided> all = decisions.get(release);
    return all.isEmpty() ? null : all.getLast().decision();
  }
}

package org.openroi.systemtests.checker;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openroi.event.DeliveryId;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventType;
import org.openroi.event.LegalRoute;
import org.openroi.event.PackageSealed;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseAuthorized;
import org.openroi.systemtests.checker.Disclosures.Arrival;
import org.openroi.systemtests.checker.Disclosures.Manifest;
import org.openroi.systemtests.checker.Disclosures.Mark;
import org.openroi.systemtests.checker.Disclosures.Opened;

/**
 * What lies with a recipient opens with the recipient's key, its manifest says what was decided and
 * sealed, it holds just what the manifest names, and of the record's made-up words only those that
 * may be in it.
 */
final class WhatArrivedIsWhatWasDecided implements Invariant {
  @Override
  public String number() {
    return "I5";
  }

  @Override
  public Stream<String> violations(Snapshot snapshot) {
    Map<String, EventEnvelope> decisions =
        snapshot
            .published(EventType.RELEASE_AUTHORIZED)
            .collect(toMap(event -> event.id().value(), event -> event, (a, b) -> a));
    Map<DeliveryId, PackageSealed> sealed =
        snapshot
            .published(EventType.PACKAGE_SEALED)
            .map(event -> (PackageSealed) event.data())
            .collect(toMap(PackageSealed::delivery, event -> event, (a, b) -> a));
    return snapshot.disclosures().arrivals().stream()
        .filter(file -> !file.isPartial())
        .flatMap(
            file ->
                found(
                        file,
                        decisions,
                        file.delivery().map(sealed::get).orElse(null),
                        snapshot.disclosures().marked())
                    .stream()
                    .map(what -> file.name() + " with " + file.user() + " " + what));
  }

  private static List<String> found(
      Arrival file,
      Map<String, EventEnvelope> decisions,
      @Nullable PackageSealed sealed,
      Set<PatientRef> marked) {
    Opened opened = file.opened();
    if (opened == null) {
      return List.of("does not open with the recipient's key");
    }
    List<String> found = new ArrayList<>();
    if (!opened.isAsItsManifestSays()) {
      found.add("holds something else than its manifest says");
    }
    Manifest manifest = opened.manifest();
    EventEnvelope decision = decisions.get(manifest.decision());
    if (decision == null || !agrees(manifest, decision)) {
      found.add("has a manifest that does not agree with the decision");
    }
    if (file.delivery().filter(manifest.delivery()::equals).isEmpty()) {
      found.add("is named after another delivery");
    }
    if (sealed == null
        || !sealed.manifestSha256().equals(opened.manifestSha256())
        || sealed.items() != manifest.items()) {
      found.add("has another manifest than the one that was sealed");
    }
    if (manifest.route() != LegalRoute.ROA_SELF && opened.canaries().contains(Mark.SENSITIVE)) {
      found.add("holds what had to be withheld");
    }
    if (decision != null
        && marked.contains(((ReleaseAuthorized) decision.data()).patient())
        && !opened.canaries().contains(Mark.PLAIN)) {
      found.add("lacks what had to be in it");
    }
    return found;
  }

  private static boolean agrees(Manifest manifest, EventEnvelope event) {
    ReleaseAuthorized decision = (ReleaseAuthorized) event.data();
    return manifest.release().equals(decision.release())
        && manifest.decisionVersion() == event.subjectVersion()
        && manifest
            .delivery()
            .equals(
                DeliveryId.of(
                    decision.release(),
                    decision.requester(),
                    decision.endpoint(),
                    event.subjectVersion()))
        && manifest.policyVersion().equals(decision.policyVersion())
        && manifest.route() == decision.route()
        && manifest.requester().equals(decision.requester())
        && manifest.endpoint().equals(decision.endpoint())
        && manifest.scope().equals(decision.scope());
  }
}

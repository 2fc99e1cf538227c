package org.openroi.intake;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openroi.event.PatientIdentifier;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseId;

final class InMemoryPatients implements Patients {
  private final Map<PatientIdentifier, PatientRef> known = new HashMap<>();
  private final Map<PatientRef, Set<String>> facilities = new HashMap<>();
  private final Map<ReleaseId, PatientIdentifier> waiting = new LinkedHashMap<>();

  @Override
  public Optional<PatientRef> findAt(Set<String> at, PatientIdentifier identifier) {
    return Optional.ofNullable(known.get(identifier)).filter(patient -> isKnownAt(at, patient));
  }

  @Override
  public boolean isKnownAt(Set<String> at, PatientRef patient) {
    return !Collections.disjoint(at, facilities.getOrDefault(patient, Set.of()));
  }

  @Override
  public Optional<PatientRef> findOrAwait(PatientIdentifier identifier, ReleaseId release) {
    Optional<PatientRef> patient = Optional.ofNullable(known.get(identifier));
    if (patient.isEmpty()) {
      waiting.put(release, identifier);
    }
    return patient;
  }

  @Override
  public Set<PatientRef> lock(Set<PatientIdentifier> identifiers) {
    return identifiers.stream()
        .map(known::get)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  @Override
  public void add(PatientRef patient, String facility, Set<PatientIdentifier> identifiers) {
    facilities.computeIfAbsent(patient, p -> new HashSet<>()).add(facility);
    identifiers.forEach(identifier -> known.putIfAbsent(identifier, patient));
  }

  @Override
  public List<ReleaseId> takeWaiting(Set<PatientIdentifier> identifiers) {
    List<ReleaseId> taken =
        waiting.entrySet().stream()
            .filter(entry -> identifiers.contains(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    taken.forEach(waiting::remove);
    return taken;
  }
}

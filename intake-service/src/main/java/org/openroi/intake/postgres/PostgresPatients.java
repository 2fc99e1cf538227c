package org.openroi.intake.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openroi.event.PatientIdentifier;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseId;
import org.openroi.intake.Patients;

/**
 * {@link Patients} in four tables. An advisory lock per identifier orders those who begin to wait
 * and those who register; a known identifier is found without it.
 */
@ApplicationScoped
class PostgresPatients implements Patients {
  private final Sql sql;
  private final IdentifierVault vault;

  PostgresPatients(Sql sql, IdentifierVault vault) {
    this.sql = sql;
    this.vault = vault;
  }

  @Override
  public Optional<PatientRef> findAt(Set<String> facilities, PatientIdentifier identifier) {
    return find(vault.lookup(identifier)).filter(patient -> isKnownAt(facilities, patient));
  }

  @Override
  public boolean isKnownAt(Set<String> facilities, PatientRef patient) {
    return !sql.query(
            row -> row.getInt(1),
            "select 1 from patient_facility where patient_ref = ? and facility = any (?) limit 1",
            patient.value(),
            facilities.toArray(String[]::new))
        .isEmpty();
  }

  @Override
  public Optional<PatientRef> findOrAwait(PatientIdentifier identifier, ReleaseId release) {
    byte[] lookup = vault.lookup(identifier);
    Optional<PatientRef> patient = find(lookup);
    if (patient.isPresent()) {
      return patient;
    }
    lock(lookup);
    Optional<PatientRef> registeredMeanwhile = find(lookup);
    if (registeredMeanwhile.isEmpty()) {
      sql.update(
          "insert into awaited_identifier (release_id, lookup, sealed) values (?, ?, ?)",
          release.value(),
          lookup,
          vault.seal(identifier));
    }
    return registeredMeanwhile;
  }

  @Override
  public Set<PatientRef> lock(Set<PatientIdentifier> identifiers) {
    Set<PatientRef> known = new HashSet<>();
    byte[][] lookups = lookups(identifiers);
    for (byte[] lookup : lookups) {
      lock(lookup);
    }
    for (byte[] lookup : lookups) {
      find(lookup).ifPresent(known::add);
    }
    return known;
  }

  @Override
  public void add(PatientRef patient, String facility, Set<PatientIdentifier> identifiers) {
    sql.update(
        "insert into patient (patient_ref) values (?) on conflict do nothing", patient.value());
    sql.update(
        "insert into patient_facility (patient_ref, facility) values (?, ?)"
            + " on conflict do nothing",
        patient.value(),
        facility);
    for (PatientIdentifier identifier : identifiers) {
      sql.update(
          "insert into patient_identifier (lookup, patient_ref, sealed) values (?, ?, ?)"
              + " on conflict do nothing",
          vault.lookup(identifier),
          patient.value(),
          vault.seal(identifier));
    }
  }

  @Override
  public List<ReleaseId> takeWaiting(Set<PatientIdentifier> identifiers) {
    return sql.query(
        row -> new ReleaseId(row.getObject(1, UUID.class)),
        "delete from awaited_identifier where lookup = any (?) returning release_id",
        (Object) lookups(identifiers));
  }

  private Optional<PatientRef> find(byte[] lookup) {
    return sql
        .query(
            row -> new PatientRef(row.getObject(1, UUID.class)),
            "select patient_ref from patient_identifier where lookup = ?",
            (Object) lookup)
        .stream()
        .findFirst();
  }

  private void lock(byte[] lookup) {
    sql.query(
        row -> true,
        "select pg_advisory_xact_lock(hashtextextended(encode(?, 'hex'), 0))",
        (Object) lookup);
  }

  /** In one order for everyone, so that two who lock the same ones do not block each other. */
  private byte[][] lookups(Set<PatientIdentifier> identifiers) {
    return identifiers.stream()
        .map(vault::lookup)
        .sorted(Arrays::compareUnsigned)
        .toArray(byte[][]::new);
  }
}

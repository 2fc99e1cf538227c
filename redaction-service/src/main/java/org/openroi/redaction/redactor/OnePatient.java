package org.openroi.redaction.redactor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** All of a record is about one patient, and nothing in it about another. */
final class OnePatient {
  private final byte[] id;
  private final Set<Long> patients = new HashSet<>();
  private final Set<Long> identifiers = new HashSet<>();
  private final Set<Long> subjects = new HashSet<>();
  private final Set<Long> subjectIdentifiers = new HashSet<>();

  OnePatient(String patientId) {
    id = patientId.getBytes(StandardCharsets.UTF_8);
    patients.add(Keys.of("Patient", patientId));
    patients.add(Keys.ofReference("urn:uuid:" + patientId));
  }

  boolean hasId(byte[] bytes, int from, int to) {
    return Arrays.equals(id, 0, id.length, bytes, from, to);
  }

  /** The patient's resource was read, under this address. */
  void isAt(long urlKey) {
    if (urlKey != 0) {
      patients.add(urlKey);
    }
  }

  void isIdentifiedBy(long identifier) {
    identifiers.add(identifier);
  }

  /** A resource is about what this reference names. */
  void isSubject(long key) throws ForeignPatient {
    if (key == 0) {
      // A search for a patient: whom it finds nobody knows.
      throw new ForeignPatient();
    }
    subjects.add(key);
  }

  /** A resource is about whom this identifier names, and says no more. */
  void isSubjectByIdentifier(long identifier) {
    subjectIdentifiers.add(identifier);
  }

  /**
   * Once everything was read.
   *
   * @throws ForeignPatient when something is about another patient, or about nothing known; a
   *     group, a device or a place of the record may be a subject too
   */
  void require(Chart chart) throws ForeignPatient {
    for (long subject : subjects) {
      if (!patients.contains(subject)) {
        int item = chart.keys().first(subject);
        if (item < 0) {
          throw new ForeignPatient();
        }
        for (; item >= 0; item = chart.keys().next(item)) {
          if (chart.is(chart.keys().resource(item), Kind.PATIENT)) {
            throw new ForeignPatient();
          }
        }
      }
    }
    if (!identifiers.containsAll(subjectIdentifiers)) {
      throw new ForeignPatient();
    }
  }
}

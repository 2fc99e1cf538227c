package org.openroi.redaction.label;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The code systems that value sets name, and every spelling of each that records use. */
enum CodeSystem {
  /** ICD-10 and ICD-10-CM alike: what is meant by a stem is the same in both. */
  ICD_10(
      "icd-10-cm",
      "http://hl7.org/fhir/sid/icd-10-cm",
      "http://hl7.org/fhir/sid/icd-10",
      "2.16.840.1.113883.6.90",
      "2.16.840.1.113883.6.3"),
  ICD_9(
      "icd-9-cm",
      "http://hl7.org/fhir/sid/icd-9-cm",
      "http://hl7.org/fhir/sid/icd-9-cm/diagnosis",
      "2.16.840.1.113883.6.103"),
  ICD_10_PCS(
      "icd-10-pcs",
      "http://www.cms.gov/medicare/coding/icd10",
      "http://hl7.org/fhir/sid/icd-10-pcs",
      "2.16.840.1.113883.6.4"),
  LOINC("loinc", "http://loinc.org", "2.16.840.1.113883.6.1"),
  RXNORM("rxnorm", "http://www.nlm.nih.gov/research/umls/rxnorm", "2.16.840.1.113883.6.88"),
  SNOMED("snomed", "http://snomed.info/sct", "2.16.840.1.113883.6.96"),
  CPT("cpt", "http://www.ama-assn.org/go/cpt", "2.16.840.1.113883.6.12"),
  HCPCS(
      "hcpcs",
      "http://www.cms.gov/medicare/coding/hcpcsreleasecodesets",
      "https://www.cms.gov/medicare/coding/hcpcsreleasecodesets",
      "http://terminology.hl7.org/codesystem/hcpcs-all-codes",
      "2.16.840.1.113883.6.14"),
  CVX("cvx", "http://hl7.org/fhir/sid/cvx", "2.16.840.1.113883.12.292");

  private static final Map<String, CodeSystem> BY_SPELLING = bySpelling();
  private static final String OID = "urn:oid:";

  private final List<String> spellings;

  CodeSystem(String... spellings) {
    this.spellings = List.of(spellings);
  }

  /** The system of a URI, a bare OID, an OID as a URN, or the short name of the packs. */
  static Optional<CodeSystem> of(String spelling) {
    String plain = spelling.strip().toLowerCase(Locale.ROOT);
    if (plain.startsWith(OID)) {
      plain = plain.substring(OID.length());
    }
    if (plain.endsWith("/")) {
      plain = plain.substring(0, plain.length() - 1);
    }
    return Optional.ofNullable(BY_SPELLING.get(plain));
  }

  /** A code in the one form that is compared: without stray spaces, the dot of ICD and case. */
  String normal(String code) {
    String plain = code.strip().toUpperCase(Locale.ROOT);
    return this == ICD_10 || this == ICD_9 ? plain.replace(".", "") : plain;
  }

  private static Map<String, CodeSystem> bySpelling() {
    Map<String, CodeSystem> all = new HashMap<>();
    for (CodeSystem system : values()) {
      system.spellings.forEach(spelling -> all.put(spelling, system));
    }
    return Map.copyOf(all);
  }
}

package org.openroi.redaction.redactor;

import java.util.Map;
import java.util.Set;
import org.openroi.event.SensitiveCategory;

/**
 * Labels of resources, as bits: the sensitive categories by their ordinals, and what else keeps a
 * resource back.
 */
final class Labels {
  private static final int CATEGORIES = SensitiveCategory.values().length;

  /** Any category. */
  static final int ANY_CATEGORY = (1 << CATEGORIES) - 1;

  /** Of a program under 42 CFR Part 2. */
  static final int PART2 = 1 << CATEGORIES;

  /** Psychotherapy notes (45 CFR 164.501). */
  static final int PSYCHOTHERAPY_NOTES = PART2 << 1;

  /** Restricted by its source for a reason that is not known here. */
  static final int DOUBT = PART2 << 2;

  /** Restricted by its source; a reason may be said beside it. */
  static final int RESTRICTED = PART2 << 3;

  /** What a program under Part 2 makes of what it holds. */
  static final int OF_A_PROGRAM = PART2 | bit(SensitiveCategory.SUBSTANCE_USE);

  /** What else flows along references. A note's own protection does not: a bill may name it. */
  static final int FLOWING = ANY_CATEGORY | PART2 | DOUBT;

  private static final Set<String> ACT_CODE =
      Set.of(
          "http://terminology.hl7.org/CodeSystem/v3-ActCode",
          "http://hl7.org/fhir/v3/ActCode",
          "urn:oid:2.16.840.1.113883.5.4",
          "2.16.840.1.113883.5.4");

  private static final Set<String> CONFIDENTIALITY =
      Set.of(
          "http://terminology.hl7.org/CodeSystem/v3-Confidentiality",
          "http://hl7.org/fhir/v3/Confidentiality",
          "urn:oid:2.16.840.1.113883.5.25",
          "2.16.840.1.113883.5.25");

  /** v3-ActCode, with what is subsumed: a label for a part is one for the whole. */
  private static final Map<String, Integer> BY_ACT_CODE =
      Map.ofEntries(
          Map.entry("SUD", bit(SensitiveCategory.SUBSTANCE_USE)),
          Map.entry("ETH", bit(SensitiveCategory.SUBSTANCE_USE)),
          Map.entry("ETHUD", bit(SensitiveCategory.SUBSTANCE_USE)),
          Map.entry("OPIOIDUD", bit(SensitiveCategory.SUBSTANCE_USE)),
          Map.entry("MH", bit(SensitiveCategory.MENTAL_HEALTH)),
          Map.entry("PSY", bit(SensitiveCategory.MENTAL_HEALTH)),
          Map.entry("BH", bit(SensitiveCategory.MENTAL_HEALTH)),
          Map.entry("COGN", bit(SensitiveCategory.MENTAL_HEALTH)),
          Map.entry("DVD", bit(SensitiveCategory.MENTAL_HEALTH)),
          Map.entry("EMOTDIS", bit(SensitiveCategory.MENTAL_HEALTH)),
          Map.entry("HIV", bit(SensitiveCategory.HIV)),
          Map.entry("42CFRPart2", OF_A_PROGRAM),
          Map.entry("PSYTHPN", PSYCHOTHERAPY_NOTES),
          Map.entry("HIPAAPsyNotes", PSYCHOTHERAPY_NOTES));

  /** v3-Confidentiality: its retired codes are sensitivities still. */
  private static final Map<String, Integer> BY_CONFIDENTIALITY =
      Map.of(
          "R", RESTRICTED,
          "V", RESTRICTED,
          "ETH", bit(SensitiveCategory.SUBSTANCE_USE),
          "PSY", bit(SensitiveCategory.MENTAL_HEALTH),
          "HIV", bit(SensitiveCategory.HIV),
          "SDV", DOUBT,
          "C", DOUBT,
          "S", DOUBT,
          "T", DOUBT);

  /** Sensitivities and refrains that no category here stands for yet: a person looks. */
  private static final Set<String> DOUBTFUL =
      Set.of(
          "SPI",
          "GDIS",
          "MST",
          "PREGNANT",
          "SCA",
          "SDV",
          "SEX",
          "STD",
          "VIO",
          "TBOO",
          "IDS",
          "SICKLE",
          "ADOL",
          "CEL",
          "VIP",
          "DIA",
          "DRGIS",
          "EMP",
          "PDS",
          "PHY",
          "PRS",
          "NOPAT",
          "NODSCLCD",
          "NODSCLCDS",
          "NOAUTH",
          "Title38Section7332",
          "HIPAASelfPay");

  private Labels() {}

  static int bit(SensitiveCategory category) {
    return 1 << category.ordinal();
  }

  static int of(Set<SensitiveCategory> categories) {
    int bits = 0;
    for (SensitiveCategory category : categories) {
      bits |= bit(category);
    }
    return bits;
  }

  /** What a security label of a source means (HL7 DS4P). */
  static int ofSecurity(String system, String code) {
    String known = system.strip();
    if (ACT_CODE.contains(known)) {
      int doubt = DOUBTFUL.contains(code.strip()) ? DOUBT : 0;
      return BY_ACT_CODE.getOrDefault(code.strip(), doubt);
    }
    return CONFIDENTIALITY.contains(known) ? BY_CONFIDENTIALITY.getOrDefault(code.strip(), 0) : 0;
  }

  /**
   * Restricted and nothing said that explains it is a doubt.
   *
   * @param labels what security labels, codes and words say
   * @param security what security labels say
   */
  static int settled(int labels, int security) {
    boolean explained = (security & ~RESTRICTED & ~DOUBT) != 0;
    int doubt = (security & RESTRICTED) != 0 && !explained ? DOUBT : 0;
    return labels & ~RESTRICTED | doubt;
  }
}

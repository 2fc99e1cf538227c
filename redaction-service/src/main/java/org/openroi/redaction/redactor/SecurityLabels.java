package org.openroi.redaction.redactor;

import java.util.Map;
import java.util.Set;
import org.openroi.event.SensitiveCategory;

/** What the security labels of a source mean ({@code v3-ActCode}, HL7 DS4P). */
final class SecurityLabels {
  static final int PART2_LABELS = Resource.PART2 | bit(SensitiveCategory.SUBSTANCE_USE);

  private static final Map<String, Integer> CATEGORIES =
      Map.of(
          "SUD", bit(SensitiveCategory.SUBSTANCE_USE),
          "ETH", bit(SensitiveCategory.SUBSTANCE_USE),
          "ETHUD", bit(SensitiveCategory.SUBSTANCE_USE),
          "OPIOIDUD", bit(SensitiveCategory.SUBSTANCE_USE),
          "MH", bit(SensitiveCategory.MENTAL_HEALTH),
          "PSY", bit(SensitiveCategory.MENTAL_HEALTH),
          "BH", bit(SensitiveCategory.MENTAL_HEALTH),
          "HIV", bit(SensitiveCategory.HIV),
          "42CFRPart2", PART2_LABELS);

  private static final String PSYCHOTHERAPY_NOTES = "PSYTHPN";

  /** Sensitivities that no category here stands for yet: a person looks. */
  private static final Set<String> UNKNOWN_HERE =
      Set.of(
          "SPI",
          "COGN",
          "DVD",
          "EMOTDIS",
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

  private static final Meaning NOTHING = new Meaning(0, false, false);

  private SecurityLabels() {}

  /**
   * @param labels bits of categories, and of Part 2
   * @param doubt whether it restricts for a reason that is not known here
   */
  record Meaning(int labels, boolean psychotherapyNotes, boolean doubt) {}

  static Meaning of(String code) {
    Integer labels = CATEGORIES.get(code);
    if (labels != null) {
      return new Meaning(labels, false, false);
    }
    if (code.equals(PSYCHOTHERAPY_NOTES)) {
      return new Meaning(0, true, false);
    }
    return UNKNOWN_HERE.contains(code) ? new Meaning(0, false, true) : NOTHING;
  }

  private static int bit(SensitiveCategory category) {
    return 1 << category.ordinal();
  }
}

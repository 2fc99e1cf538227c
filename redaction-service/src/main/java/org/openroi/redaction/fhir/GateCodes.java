package org.openroi.redaction.fhir;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.openroi.event.SensitiveCategory;

/**
 * The value sets once more, as patterns over {@code system|code}. Written apart from the cut's: a
 * fault in one is not a fault in the other.
 */
final class GateCodes {
  private static final int MOST = 100_000;

  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("hl7.org/fhir/sid/icd-10-cm", "icd-10-cm"),
          Map.entry("hl7.org/fhir/sid/icd-10", "icd-10-cm"),
          Map.entry("icd-10", "icd-10-cm"),
          Map.entry("2.16.840.1.113883.6.90", "icd-10-cm"),
          Map.entry("2.16.840.1.113883.6.3", "icd-10-cm"),
          Map.entry("hl7.org/fhir/sid/icd-9-cm", "icd-9-cm"),
          Map.entry("hl7.org/fhir/sid/icd-9-cm/diagnosis", "icd-9-cm"),
          Map.entry("2.16.840.1.113883.6.103", "icd-9-cm"),
          Map.entry("loinc.org", "loinc"),
          Map.entry("2.16.840.1.113883.6.1", "loinc"),
          Map.entry("www.nlm.nih.gov/research/umls/rxnorm", "rxnorm"),
          Map.entry("2.16.840.1.113883.6.88", "rxnorm"),
          Map.entry("snomed.info/sct", "snomed"),
          Map.entry("2.16.840.1.113883.6.96", "snomed"),
          Map.entry("www.ama-assn.org/go/cpt", "cpt"),
          Map.entry("2.16.840.1.113883.6.12", "cpt"),
          Map.entry("www.cms.gov/medicare/coding/hcpcsreleasecodesets", "hcpcs"),
          Map.entry("terminology.hl7.org/codesystem/hcpcs-all-codes", "hcpcs"),
          Map.entry("2.16.840.1.113883.6.14", "hcpcs"),
          Map.entry("hl7.org/fhir/sid/cvx", "cvx"),
          Map.entry("2.16.840.1.113883.12.292", "cvx"));

  private static final Pattern SCHEME = Pattern.compile("^(?:urn:oid:|https?://)|/+$");

  private final Map<SensitiveCategory, Pattern> patterns = new EnumMap<>(SensitiveCategory.class);
  private final Map<String, Set<SensitiveCategory>> seen = new HashMap<>();

  GateCodes(List<String> packs) {
    Map<SensitiveCategory, List<String>> alternatives = new EnumMap<>(SensitiveCategory.class);
    packs.stream()
        .flatMap(String::lines)
        .map(line -> line.split("#", 2)[0].strip())
        .filter(line -> !line.isEmpty())
        .map(line -> line.split(","))
        .forEach(
            fields ->
                alternatives
                    .computeIfAbsent(
                        SensitiveCategory.valueOf(fields[2].strip()), any -> new ArrayList<>())
                    .add(expression(fields[0], fields[1].strip())));
    alternatives.forEach(
        (category, each) -> patterns.put(category, Pattern.compile(String.join("|", each))));
  }

  /** The one name of a code system, whatever its spelling: a URI, an OID, a short name. */
  static String shortName(String system) {
    String plain = SCHEME.matcher(system.strip().toLowerCase(Locale.ROOT)).replaceAll("");
    return SHORT.getOrDefault(plain, plain);
  }

  /** Synchronized: the gates of several packages ask the same memory. */
  synchronized Set<SensitiveCategory> categories(String system, String code) {
    if (seen.size() > MOST) {
      seen.clear();
    }
    return seen.computeIfAbsent(normal(system, code), this::match);
  }

  private Set<SensitiveCategory> match(String normal) {
    EnumSet<SensitiveCategory> found = EnumSet.noneOf(SensitiveCategory.class);
    patterns.forEach(
        (category, pattern) -> {
          if (pattern.matcher(normal).matches()) {
            found.add(category);
          }
        });
    return found;
  }

  private static String expression(String system, String code) {
    boolean stem = code.endsWith("*");
    String plain = stem ? code.substring(0, code.length() - 1) : code;
    return Pattern.quote(normal(system, plain)) + (stem ? ".*" : "");
  }

  private static String normal(String system, String code) {
    String name = shortName(system);
    String compact = code.strip().toUpperCase(Locale.ROOT);
    return name + "|" + (name.startsWith("icd") ? compact.replace(".", "") : compact);
  }
}

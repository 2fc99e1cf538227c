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
  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("http://hl7.org/fhir/sid/icd-10-cm", "icd-10-cm"),
          Map.entry("http://hl7.org/fhir/sid/icd-10", "icd-10-cm"),
          Map.entry("2.16.840.1.113883.6.90", "icd-10-cm"),
          Map.entry("2.16.840.1.113883.6.3", "icd-10-cm"),
          Map.entry("http://hl7.org/fhir/sid/icd-9-cm", "icd-9-cm"),
          Map.entry("2.16.840.1.113883.6.103", "icd-9-cm"),
          Map.entry("http://loinc.org", "loinc"),
          Map.entry("2.16.840.1.113883.6.1", "loinc"),
          Map.entry("http://www.nlm.nih.gov/research/umls/rxnorm", "rxnorm"),
          Map.entry("2.16.840.1.113883.6.88", "rxnorm"),
          Map.entry("http://snomed.info/sct", "snomed"),
          Map.entry("2.16.840.1.113883.6.96", "snomed"),
          Map.entry("http://www.ama-assn.org/go/cpt", "cpt"),
          Map.entry("2.16.840.1.113883.6.12", "cpt"),
          Map.entry("http://www.cms.gov/medicare/coding/hcpcsreleasecodesets", "hcpcs"),
          Map.entry("2.16.840.1.113883.6.14", "hcpcs"));

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
                    .add(expression(fields[0].strip(), fields[1].strip())));
    alternatives.forEach(
        (category, each) -> patterns.put(category, Pattern.compile(String.join("|", each))));
  }

  /** Synchronized: the gates of several packages ask the same memory. */
  synchronized Set<SensitiveCategory> categories(String system, String code) {
    String name = system.strip().toLowerCase(Locale.ROOT).replaceFirst("^urn:oid:", "");
    String plain = SHORT.getOrDefault(name.replaceFirst("/$", ""), name);
    String compact = code.strip().toUpperCase(Locale.ROOT);
    String normal = plain + "|" + (plain.startsWith("icd") ? compact.replace(".", "") : compact);
    if (seen.size() > 100_000) {
      seen.clear();
    }
    return seen.computeIfAbsent(normal, this::match);
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
    String plain = (stem ? code.substring(0, code.length() - 1) : code).toUpperCase(Locale.ROOT);
    if (system.startsWith("icd")) {
      plain = plain.replace(".", "");
    }
    return Pattern.quote(system + "|" + plain) + (stem ? ".*" : "");
  }
}

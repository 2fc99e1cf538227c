package org.openroi.redaction.label;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openroi.event.SensitiveCategory;

/**
 * Which codes belong to which sensitive category.
 *
 * <p>A pack is text: {@code system,code,CATEGORY} a line, {@code code*} for all that start so, and
 * {@code #} before a remark. Prefixes, where the code system has a hierarchy, do not age as lists
 * of codes do.
 */
public final class ValueSets {
  private static final String CORE = "core.csv";

  private final Map<CodeSystem, Map<String, Set<SensitiveCategory>>> exact =
      new EnumMap<>(CodeSystem.class);
  private final Map<CodeSystem, Map<String, Set<SensitiveCategory>>> prefixes =
      new EnumMap<>(CodeSystem.class);

  private ValueSets() {}

  /** One line of a pack. */
  public record Entry(String system, String code, boolean prefix, SensitiveCategory category) {}

  /** The pack that comes with the service: no CPT descriptors, and no SNOMED CT at all. */
  public static String core() {
    try (InputStream in = ValueSets.class.getResourceAsStream(CORE)) {
      if (in == null) {
        throw new IllegalStateException("the core value sets are missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Joins packs.
   *
   * @throws IllegalArgumentException when a line is none of a pack; the message says which
   */
  public static ValueSets of(List<String> packs) {
    ValueSets all = new ValueSets();
    for (String pack : packs) {
      for (Entry entry : entries(new StringReader(pack))) {
        all.add(entry);
      }
    }
    return all;
  }

  /** The lines of a pack. */
  public static List<Entry> entries(Reader pack) {
    List<Entry> entries = new ArrayList<>();
    try (BufferedReader lines = new BufferedReader(pack)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String text = line.replaceFirst("#.*", "").strip();
        if (!text.isEmpty()) {
          entries.add(entry(text, number));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return entries;
  }

  /** The categories of a code, wherever it stands; none when the system is unknown. */
  public Set<SensitiveCategory> categories(String system, String code) {
    Optional<CodeSystem> known = CodeSystem.of(system);
    return known.isEmpty() ? Set.of() : categories(known.get(), known.get().normal(code));
  }

  private Set<SensitiveCategory> categories(CodeSystem system, String code) {
    Set<SensitiveCategory> found =
        exact.getOrDefault(system, Map.of()).getOrDefault(code, Set.of());
    Map<String, Set<SensitiveCategory>> stems = prefixes.getOrDefault(system, Map.of());
    for (int length = stems.isEmpty() ? 0 : code.length(); length > 0; length--) {
      Set<SensitiveCategory> more = stems.get(code.substring(0, length));
      if (more != null) {
        found = union(found, more);
      }
    }
    return found;
  }

  private void add(Entry entry) {
    CodeSystem system = CodeSystem.of(entry.system()).orElseThrow();
    (entry.prefix() ? prefixes : exact)
        .computeIfAbsent(system, any -> new HashMap<>())
        .merge(system.normal(entry.code()), Set.of(entry.category()), ValueSets::union);
  }

  private static Entry entry(String line, int number) {
    String[] fields = line.split(",", -1);
    boolean known = fields.length == 3 && CodeSystem.of(fields[0]).isPresent();
    if (!known || fields[1].isBlank() || fields[1].strip().equals("*")) {
      throw new IllegalArgumentException("line " + number + " of a value set pack is none");
    }
    String code = fields[1].strip();
    boolean prefix = code.endsWith("*");
    return new Entry(
        fields[0].strip(),
        prefix ? code.substring(0, code.length() - 1) : code,
        prefix,
        SensitiveCategory.valueOf(fields[2].strip()));
  }

  private static Set<SensitiveCategory> union(
      Set<SensitiveCategory> one, Set<SensitiveCategory> other) {
    EnumSet<SensitiveCategory> both = EnumSet.noneOf(SensitiveCategory.class);
    both.addAll(one);
    both.addAll(other);
    return Collections.unmodifiableSet(both);
  }
}

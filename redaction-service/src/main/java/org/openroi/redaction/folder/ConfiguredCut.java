package org.openroi.redaction.folder;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.openroi.redaction.CutSettings;
import org.openroi.redaction.label.ValueSets;
import org.openroi.redaction.label.Words;

/** By what this deployment cuts: the core value sets and its own packs. */
@Dependent
class ConfiguredCut {
  /** The version of the rules; a change of any of them changes it. */
  private static final String RULES = "2026-11";

  private static final int SHORT = 12;

  @Produces
  @Singleton
  CutSettings settings(
      @ConfigProperty(name = "openroi.redaction.value-sets") Optional<List<Path>> files,
      @ConfigProperty(name = "openroi.redaction.part2-programs") Optional<Set<String>> programs) {
    List<String> packs = new ArrayList<>(List.of(ValueSets.core()));
    for (Path file : files.orElse(List.of())) {
      try {
        packs.add(Files.readString(file));
      } catch (IOException unreadable) {
        throw new UncheckedIOException("a pack of value sets cannot be read", unreadable);
      }
    }
    return new CutSettings(
        ValueSets.of(packs), packs, programs.orElse(Set.of()), RULES + "-" + digest(packs));
  }

  private static String digest(List<String> packs) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Words.asBytes());
      packs.forEach(pack -> digest.update(pack.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest()).substring(0, SHORT);
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has SHA-256", every);
    }
  }
}

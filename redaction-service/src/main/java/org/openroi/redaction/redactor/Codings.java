package org.openroi.redaction.redactor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.openroi.redaction.label.ValueSets;

/** What each coding of a record means, asked of the value sets once. */
final class Codings {
  /** Beyond this many different ones the rest is looked up each time. */
  private static final int MOST = 65_536;

  private final ValueSets valueSets;
  private final Interner known = new Interner();
  private Meaning[] meanings = new Meaning[1_024];
  private byte[] key = new byte[256];

  Codings(ValueSets valueSets) {
    this.valueSets = valueSets;
  }

  /**
   * @param categories labels of what is coded so
   * @param security labels of what is labelled so, as a security label
   * @param hint what kind of record it says
   * @param hintFrom which code system says so
   */
  record Meaning(int categories, int security, int hint, Kind.Hints hintFrom) {}

  Meaning of(byte[] system, int systemLength, byte[] code, int codeLength) {
    int length = systemLength + 1 + codeLength;
    if (key.length < length) {
      key = new byte[length * 2];
    }
    System.arraycopy(system, 0, key, 0, systemLength);
    key[systemLength] = 0;
    System.arraycopy(code, 0, key, systemLength + 1, codeLength);
    if (known.size() >= MOST) {
      return look(systemLength, length);
    }
    int number = known.number(key, 0, length);
    if (number >= meanings.length) {
      meanings = Arrays.copyOf(meanings, meanings.length * 2);
    }
    if (meanings[number] == null) {
      meanings[number] = look(systemLength, length);
    }
    return meanings[number];
  }

  private Meaning look(int systemLength, int length) {
    String system = new String(key, 0, systemLength, StandardCharsets.UTF_8);
    String code =
        new String(key, systemLength + 1, length - systemLength - 1, StandardCharsets.UTF_8);
    Kind.Hints from = Kind.Hints.of(system);
    return new Meaning(
        Labels.of(valueSets.categories(system, code)),
        Labels.ofSecurity(system, code),
        from.hint(code),
        from);
  }
}

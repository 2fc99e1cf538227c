package org.openroi.audit.log;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with signatures under it (c2sp.org/signed-note). The text says nothing until {@link
 * VerifierKey#verifies} has said yes.
 *
 * @param text ends in a line break
 */
public record SignedNote(String text, List<Signature> signatures) {
  private static final Pattern LINE = Pattern.compile("\u2014 ([^ \\n]+) ([A-Za-z0-9+/]+={0,2})");
  private static final int MAX_SIGNATURES = 16;
  private static final int KEY_ID = 4;

  /**
   * One signature line.
   *
   * @param name the key's name
   * @param bytes the key's id (4 bytes) and the signature
   */
  public record Signature(String name, byte[] bytes) {
    String line() {
      return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
    }
  }

  public SignedNote {
    if (!text.endsWith("\n") || hasControlCharacters(text) || signatures.isEmpty()) {
      throw new MalformedNote("not a signed note");
    }
    signatures = List.copyOf(signatures);
  }

  /**
   * Reads a note.
   *
   * @throws MalformedNote when it is none
   */
  public static SignedNote parse(String note) {
    int blank = note.lastIndexOf("\n\n");
    if (blank < 0 || !note.endsWith("\n") || blank + 2 >= note.length()) {
      throw new MalformedNote("not a signed note");
    }
    List<Signature> signatures = new ArrayList<>();
    for (String line : note.substring(blank + 2, note.length() - 1).split("\n", -1)) {
      signatures.add(signature(line));
    }
    if (signatures.size() > MAX_SIGNATURES) {
      throw new MalformedNote("too many signatures");
    }
    return new SignedNote(note.substring(0, blank + 1), signatures);
  }

  private static Signature signature(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches() || !VerifierKey.isName(matcher.group(1))) {
      throw new MalformedNote("not a signature line");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(matcher.group(2));
    } catch (IllegalArgumentException notBase64) {
      throw new MalformedNote("not a signature line");
    }
    Signature signature = new Signature(matcher.group(1), bytes);
    // The same signature must not have two spellings.
    if (bytes.length <= KEY_ID || !signature.line().equals(line + "\n")) {
      throw new MalformedNote("not a signature line");
    }
    return signature;
  }

  private static boolean hasControlCharacters(String text) {
    return text.chars().anyMatch(c -> c < ' ' && c != '\n');
  }

  /** The whole note, as it is published. */
  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.line()));
    return note.toString();
  }
}

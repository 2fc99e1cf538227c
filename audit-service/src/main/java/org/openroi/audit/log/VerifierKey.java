package org.openroi.audit.log;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** An Ed25519 public key with the name that it signs notes under. */
public final class VerifierKey {
  private static final int RAW = 32;
  private static final byte ED25519 = 1;

  /** What stands before the 32 bytes in a SubjectPublicKeyInfo (RFC 8410). */
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String name;
  private final byte[] raw;
  private final PublicKey key;

  private VerifierKey(String name, byte[] raw) {
    if (!isName(name)) {
      throw new MalformedNote("a key's name has neither spaces nor plus");
    }
    this.name = name;
    this.raw = raw;
    this.key = publicKey(raw);
  }

  /**
   * Takes the 32 bytes of RFC 8032.
   *
   * @throws MalformedNote when they are no key
   */
  public static VerifierKey of(String name, byte[] raw) {
    if (raw.length != RAW) {
      throw new MalformedNote("an Ed25519 public key has 32 bytes");
    }
    return new VerifierKey(name, raw.clone());
  }

  /**
   * Reads {@code name+id+key}, as the note tools of Go write it.
   *
   * @throws MalformedNote when the text is no such key, or its id is not the key's
   */
  public static VerifierKey parse(String text) {
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length != 3) {
      throw new MalformedNote("not a verifier key");
    }
    byte[] typed;
    try {
      typed = Base64.getDecoder().decode(parts[2]);
    } catch (IllegalArgumentException notBase64) {
      throw new MalformedNote("not a verifier key");
    }
    if (typed.length != RAW + 1 || typed[0] != ED25519) {
      throw new MalformedNote("not an Ed25519 verifier key");
    }
    VerifierKey key = of(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
    if (!key.toString().equals(text.strip())) {
      throw new MalformedNote("the verifier key's id is not its own");
    }
    return key;
  }

  /**
   * Reads the {@code PUBLIC KEY} of a PEM file.
   *
   * @throws MalformedNote when it is not an Ed25519 one
   */
  public static VerifierKey ofPem(String name, String pem) {
    byte[] der = Pem.read("PUBLIC KEY", pem);
    if (der.length != SPKI.length + RAW || !Arrays.equals(SPKI, Arrays.copyOf(der, SPKI.length))) {
      throw new MalformedNote("not an Ed25519 public key");
    }
    return of(name, Arrays.copyOfRange(der, SPKI.length, der.length));
  }

  public String name() {
    return name;
  }

  /** Whether a note carries this key's signature over its text, and no broken one of this key. */
  public boolean verifies(SignedNote note) {
    byte[] id = id();
    boolean signed = false;
    for (SignedNote.Signature line : note.signatures()) {
      if (line.name().equals(name) && Arrays.equals(id, Arrays.copyOf(line.bytes(), id.length))) {
        if (!verifies(
            note.text(), Arrays.copyOfRange(line.bytes(), id.length, line.bytes().length))) {
          return false;
        }
        signed = true;
      }
    }
    return signed;
  }

  private boolean verifies(String text, byte[] signature) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key);
      ed25519.update(text.getBytes(StandardCharsets.UTF_8));
      return ed25519.verify(signature);
    } catch (GeneralSecurityException malformedSignature) {
      return false;
    }
  }

  /** SHA-256(name ‖ LF ‖ 0x01 ‖ key)[:4]. */
  byte[] id() {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    byte[] hashed = Arrays.copyOf(nameBytes, nameBytes.length + 2 + RAW);
    hashed[nameBytes.length] = '\n';
    hashed[nameBytes.length + 1] = ED25519;
    System.arraycopy(raw, 0, hashed, nameBytes.length + 2, RAW);
    return Hash.keyId(hashed);
  }

  /** The key as {@code name+id+key}. */
  @Override
  public String toString() {
    byte[] typed = new byte[RAW + 1];
    typed[0] = ED25519;
    System.arraycopy(raw, 0, typed, 1, RAW);
    return name
        + "+"
        + HexFormat.of().formatHex(id())
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VerifierKey key && name.equals(key.name) && Arrays.equals(raw, key.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  /** Not empty, no spaces, no control characters, no plus. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.chars()
            .noneMatch(
                c ->
                    c == '+'
                        || Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c));
  }

  private static PublicKey publicKey(byte[] raw) {
    byte[] der = Arrays.copyOf(SPKI, SPKI.length + RAW);
    System.arraycopy(raw, 0, der, SPKI.length, RAW);
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
    } catch (GeneralSecurityException notAKey) {
      throw new MalformedNote("not an Ed25519 public key");
    }
  }
}

package org.openroi.systemtests.checker;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A signed note of C2SP tlog-checkpoint, read and verified from the specification. */
record Checkpoint(String origin, long size, byte[] root) {
  private static final String SIGNATURE_LINE = "— ";
  private static final int KEY_ID = 4;
  private static final int RAW_KEY = 32;
  private static final byte ED25519 = 1;

  /** What the note says, if its log's key signed it. */
  static Optional<Checkpoint> verified(String note, byte[] publicKey) {
    int blank = note.indexOf("\n\n");
    if (blank < 0) {
      return Optional.empty();
    }
    String text = note.substring(0, blank + 1);
    List<String> lines = text.lines().toList();
    boolean signed =
        note.substring(blank + 2)
            .lines()
            .anyMatch(line -> signs(line, lines.getFirst(), text, publicKey));
    try {
      return signed && lines.size() >= 3
          ? Optional.of(
              new Checkpoint(
                  lines.get(0),
                  Long.parseLong(lines.get(1)),
                  Base64.getDecoder().decode(lines.get(2))))
          : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static boolean signs(String line, String origin, String text, byte[] publicKey) {
    String prefix = SIGNATURE_LINE + origin + " ";
    if (!line.startsWith(prefix)) {
      return false;
    }
    try {
      byte[] blob = Base64.getDecoder().decode(line.substring(prefix.length()));
      MessageDigest id = MerkleTree.sha256();
      id.update(origin.getBytes(StandardCharsets.UTF_8));
      id.update((byte) '\n');
      id.update(ED25519);
      id.update(publicKey, publicKey.length - RAW_KEY, RAW_KEY);
      if (blob.length < KEY_ID || !Arrays.equals(id.digest(), 0, KEY_ID, blob, 0, KEY_ID)) {
        return false;
      }
      PublicKey key =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(publicKey));
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.verify(blob, KEY_ID, blob.length - KEY_ID);
    } catch (GeneralSecurityException | IllegalArgumentException forged) {
      return false;
    }
  }
}

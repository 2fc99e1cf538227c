package org.openroi.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM: a random 96-bit nonce, then the ciphertext and its tag, bound to a context. */
public final class Sealer {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  private Sealer(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * @param base64 a key of 32 bytes
   * @throws IllegalArgumentException when it is not; the message quotes nothing
   */
  public static Sealer ofBase64(String base64) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException notBase64) {
      throw new IllegalArgumentException("a sealing key must be base64");
    }
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a sealing key must have 32 bytes");
    }
    return new Sealer(key);
  }

  /** Can be opened with the same key and the same context only. */
  public byte[] seal(byte[] plain, String context) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain);
      return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException every) {
      throw new IllegalStateException("every Java platform has AES-256-GCM", every);
    }
  }

  /**
   * @throws IllegalArgumentException when key, context or bytes are not those of the sealing
   */
  public byte[] open(byte[] sealed, String context) {
    if (sealed.length < NONCE_BYTES) {
      throw new IllegalArgumentException("not sealed with this key and context");
    }
    ByteBuffer buffer = ByteBuffer.wrap(sealed);
    byte[] nonce = new byte[NONCE_BYTES];
    buffer.get(nonce);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, context);
      return cipher.doFinal(sealed, NONCE_BYTES, buffer.remaining());
    } catch (GeneralSecurityException forged) {
      throw new IllegalArgumentException("not sealed with this key and context");
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}

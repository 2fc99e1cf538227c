package org.openroi.audit.log;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 hash: 32 bytes that cannot change. */
public final class Hash {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Hash::digest);
  private static final byte LEAF = 0;
  private static final byte NODE = 1;
  private static final byte PLACE = 2;

  /** The root of the empty tree: the hash of nothing. */
  public static final Hash OF_NOTHING = new Hash(digest().digest());

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Takes a copy of 32 bytes.
   *
   * @throws IllegalArgumentException when they are not 32
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a hash has 32 bytes");
    }
    return new Hash(bytes.clone());
  }

  /** RFC 6962 §2.1: the hash of a leaf, SHA-256(0x00 ‖ bytes). */
  public static Hash ofLeaf(byte[] bytes) {
    MessageDigest sha256 = SHA_256.get();
    sha256.update(LEAF);
    return new Hash(sha256.digest(bytes));
  }

  /** RFC 6962 §2.1: the hash of an interior node, SHA-256(0x01 ‖ left ‖ right). */
  public static Hash ofNode(Hash left, Hash right) {
    MessageDigest sha256 = SHA_256.get();
    sha256.update(NODE);
    sha256.update(left.bytes);
    return new Hash(sha256.digest(right.bytes));
  }

  /**
   * Ties a leaf to its sequence, SHA-256(0x02 ‖ sequence, 8 bytes big-endian ‖ leaf). Not part of
   * RFC 6962 and no proof, since anybody can compute it: it tells which of two documents was moved.
   */
  public static Hash ofPlace(long sequence, Hash leaf) {
    MessageDigest sha256 = SHA_256.get();
    sha256.update(PLACE);
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
    return new Hash(sha256.digest(leaf.bytes));
  }

  /** The first four bytes of the SHA-256 of some bytes: a signed note's key id. */
  static byte[] keyId(byte[] bytes) {
    return Arrays.copyOf(SHA_256.get().digest(bytes), 4);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Lower-case hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has SHA-256", every);
    }
  }
}

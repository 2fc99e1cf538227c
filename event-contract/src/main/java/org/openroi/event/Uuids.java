package org.openroi.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Strict parsing of UUIDs, and name-based UUIDs of version 8 (RFC 9562) over SHA-256. */
final class Uuids {
  private Uuids() {}

  static UUID parse(String field, @Nullable String text) {
    if (text == null || text.length() != 36) {
      throw new Checks.InvalidField(field);
    }
    UUID uuid;
    try {
      uuid = UUID.fromString(text);
    } catch (IllegalArgumentException notAUuid) {
      throw new Checks.InvalidField(field);
    }
    if (!uuid.toString().equals(text)) {
      throw new Checks.InvalidField(field);
    }
    return uuid;
  }

  /** The same parts always give the same UUID; parts are length-prefixed, so none can run over. */
  static UUID named(String... parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    long high = (hash.getLong() & ~0xF000L) | 0x8000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has SHA-256", every);
    }
  }
}

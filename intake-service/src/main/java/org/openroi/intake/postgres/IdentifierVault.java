package org.openroi.intake.postgres;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.openroi.event.PatientIdentifier;
import org.openroi.kafka.Sealer;

/**
 * Keeps patient identifiers so that the database alone does not reveal them: HMAC-SHA-256 to find
 * one again, AES-256-GCM to read it with the key. Both keys come from one of 32 bytes, each under
 * its own label, so that no key serves two ends.
 */
@Singleton
class IdentifierVault {
  private static final int KEY_BYTES = 32;
  private static final String HMAC = "HmacSHA256";

  private final SecretKeySpec lookupKey;
  private final SecretKeySpec digestKey;
  private final Sealer sealer;

  IdentifierVault(@ConfigProperty(name = "openroi.intake.identifier-key") String base64) {
    byte[] master = decode(base64);
    lookupKey = new SecretKeySpec(derive(master, "lookup"), HMAC);
    digestKey = new SecretKeySpec(derive(master, "digest"), HMAC);
    sealer = Sealer.ofBase64(Base64.getEncoder().encodeToString(derive(master, "seal")));
  }

  /** The same identifier always gives the same 32 bytes. */
  byte[] lookup(PatientIdentifier identifier) {
    return mac(lookupKey, bytes(identifier));
  }

  byte[] seal(PatientIdentifier identifier) {
    return sealer.seal(bytes(identifier), context(lookup(identifier)));
  }

  /**
   * @throws IllegalArgumentException when these bytes were not sealed for this look-up
   */
  PatientIdentifier open(byte[] sealed, byte[] lookup) {
    ByteBuffer plain = ByteBuffer.wrap(sealer.open(sealed, context(lookup)));
    String system = text(plain, plain.getInt());
    return new PatientIdentifier(system, text(plain, plain.remaining()));
  }

  /** A keyed digest of a digest: a body of few possible values cannot be guessed from it. */
  byte[] digest(String sha256) {
    return mac(digestKey, sha256.getBytes(StandardCharsets.UTF_8));
  }

  private static String context(byte[] lookup) {
    return "patient-identifier/" + HexFormat.of().formatHex(lookup);
  }

  private static String text(ByteBuffer buffer, int length) {
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(PatientIdentifier identifier) {
    byte[] system = identifier.system().getBytes(StandardCharsets.UTF_8);
    byte[] value = identifier.value().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + system.length + value.length)
        .putInt(system.length)
        .put(system)
        .put(value)
        .array();
  }

  private static byte[] decode(String base64) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException notBase64) {
      throw new IllegalArgumentException("openroi.intake.identifier-key must be base64");
    }
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("openroi.intake.identifier-key must have 32 bytes");
    }
    return key;
  }

  private static byte[] derive(byte[] master, String label) {
    return mac(
        new SecretKeySpec(master, HMAC),
        ("openroi/intake/" + label).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] mac(SecretKeySpec key, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException every) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", every);
    }
  }
}

package org.openroi.redaction;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Seals packages so that the holder of one key, and nobody else, can open them. */
public interface PackageSealer {
  /**
   * The recipient's key.
   *
   * @param publicKey as registered, in its text form
   * @return empty when nothing may be sealed to it: malformed, expired, revoked, not for encryption
   */
  Optional<RecipientKey> key(String publicKey);

  interface RecipientKey {
    /** Hexadecimal. */
    String fingerprint();

    /** A stream whose bytes reach {@code out} sealed. Closing it ends the seal. */
    OutputStream sealTo(OutputStream out) throws IOException;
  }
}

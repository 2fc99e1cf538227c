package org.openroi.redaction.openpgp;

import java.io.IOException;
import java.io.InputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.openroi.redaction.PackageSealer;
import org.pgpainless.PGPainless;
import org.pgpainless.decryption_verification.ConsumerOptions;

/** The adapter of this package, and a recipient with a fresh key, for tests of what uses it. */
public final class PgpFixture {
  private final PGPSecretKeyRing key;

  public PgpFixture() {
    try {
      key = PGPainless.generateKeyRing().modernKeyRing("recipient");
    } catch (Exception never) {
      throw new IllegalStateException(never);
    }
  }

  public static PackageSealer sealer() {
    return new PgpSealer();
  }

  public String publicKey() throws IOException {
    return PGPainless.asciiArmor(PGPainless.extractCertificate(key));
  }

  /** What a sealed package says to this recipient. */
  public InputStream open(InputStream sealed) throws IOException {
    try {
      return PGPainless.decryptAndOrVerify()
          .onInputStream(sealed)
          .withOptions(new ConsumerOptions().addDecryptionKey(key));
    } catch (PGPException notForUs) {
      throw new IOException(notForUs);
    }
  }
}

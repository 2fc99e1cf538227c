package org.openroi.redaction.openpgp;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.openroi.redaction.PackageSealer;
import org.pgpainless.PGPainless;
import org.pgpainless.algorithm.CompressionAlgorithm;
import org.pgpainless.encryption_signing.EncryptionOptions;
import org.pgpainless.encryption_signing.ProducerOptions;
import org.pgpainless.key.info.KeyRingInfo;

/** {@link PackageSealer} by OpenPGP: encrypted with integrity protection, not compressed. */
@ApplicationScoped
class PgpSealer implements PackageSealer {
  private static final String BEGIN = "-----BEGIN PGP ";

  @Override
  public Optional<RecipientKey> key(String publicKey) {
    // One certificate and nothing else: of several it would not be said which is the recipient's.
    if (publicKey.contains("PRIVATE KEY") || publicKey.split(BEGIN, -1).length != 2) {
      return Optional.empty();
    }
    try {
      PGPPublicKeyRingCollection all = PGPainless.readKeyRing().publicKeyRingCollection(publicKey);
      if (all.size() != 1) {
        return Optional.empty();
      }
      PGPPublicKeyRing certificate = all.getKeyRings().next();
      KeyRingInfo info = PGPainless.inspectKeyRing(certificate);
      Key key = new Key(certificate, info.getFingerprint().toString());
      // Asked now and not when the record is open: it refuses what has expired or is revoked.
      key.options();
      return info.isUsableForEncryption() ? Optional.of(key) : Optional.empty();
    } catch (IOException | RuntimeException notUsable) {
      return Optional.empty();
    }
  }

  private record Key(PGPPublicKeyRing certificate, String fingerprint) implements RecipientKey {

    ProducerOptions options() {
      return ProducerOptions.encrypt(
              EncryptionOptions.get()
                  .addRecipient(certificate, EncryptionOptions.encryptToAllCapableSubkeys()))
          .setAsciiArmor(false)
          .setFileName("")
          .overrideCompressionAlgorithm(CompressionAlgorithm.UNCOMPRESSED);
    }

    @Override
    public OutputStream sealTo(OutputStream out) throws IOException {
      try {
        return PGPainless.encryptAndOrSign().onOutputStream(out).withOptions(options());
      } catch (PGPException failed) {
        throw new IOException("sealing failed");
      }
    }
  }
}

package org.openroi.redaction.openpgp;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.openroi.redaction.PackageSealer;
import org.pgpainless.PGPainless;
import org.pgpainless.algorithm.CompressionAlgorithm;
import org.pgpainless.encryption_signing.EncryptionOptions;
import org.pgpainless.encryption_signing.EncryptionStream;
import org.pgpainless.encryption_signing.ProducerOptions;
import org.pgpainless.key.info.KeyRingInfo;

/** {@link PackageSealer} by OpenPGP: encrypted with integrity protection, not compressed. */
@ApplicationScoped
class PgpSealer implements PackageSealer {

  @Override
  public Optional<RecipientKey> key(String publicKey) {
    if (publicKey.contains("PRIVATE KEY")) {
      return Optional.empty();
    }
    try {
      PGPPublicKeyRing certificate = PGPainless.readKeyRing().publicKeyRing(publicKey);
      if (certificate == null) {
        return Optional.empty();
      }
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
        EncryptionStream sealed =
            PGPainless.encryptAndOrSign().onOutputStream(out).withOptions(options());
        return new FilterOutputStream(sealed) {
          @Override
          public void write(byte[] buffer, int offset, int length) throws IOException {
            sealed.write(buffer, offset, length);
          }
        };
      } catch (PGPException failed) {
        throw new IOException("sealing failed");
      }
    }
  }
}

package org.openroi.redaction.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.junit.jupiter.api.Test;
import org.openroi.redaction.PackageSealer;
import org.pgpainless.PGPainless;
import org.pgpainless.algorithm.EncryptionPurpose;
import org.pgpainless.algorithm.KeyFlag;
import org.pgpainless.decryption_verification.ConsumerOptions;
import org.pgpainless.decryption_verification.DecryptionStream;
import org.pgpainless.key.generation.KeySpec;
import org.pgpainless.key.generation.type.KeyType;
import org.pgpainless.key.generation.type.eddsa.EdDSACurve;
import org.pgpainless.key.protection.SecretKeyRingProtector;

class PgpSealerTest {
  /** Made for nobody; valid for thirty days of 2017. */
  private static final String EXPIRED =
      """
      -----BEGIN PGP PUBLIC KEY BLOCK-----

      mDMEWGhGgBYJKwYBBAHaRw8BAQdA4o9NTFKTJ2CyTtVjQnDYOKWGn8nTvogU4b6p
      WgRXxGS0CXJlY2lwaWVudIiWBBMWCAA+FiEEiHuRsl3FK03bJ8+KgtA5Evczr0oF
      AlhoRoACGwEFCQAnjQAFCwkIBwIGFQoJCAsCBBYCAwECHgECF4AACgkQgtA5Evcz
      r0oZpgD+P0n8hgLvbWiiKCHPZcTjjHFDpe6qw/CyiB7IuSVrBCAA/jKbrQX/i6iN
      fS5FRB66RbW9zOGAew1osI2dc3o9Ss8GuDgEWGhGgBIKKwYBBAGXVQEFAQEHQNvv
      5EtXKT9Hgr3SizI5cuLmWwQ++qh3dyLKLJKtaaBbAwEIB4h+BBgWCAAmFiEEiHuR
      sl3FK03bJ8+KgtA5Evczr0oFAlhoRoACGwwFCQAnjQAACgkQgtA5Evczr0pNGwD8
      DX1Eh2kTh85zcxm+sGQFKNDAw4F7Oy53pUwJX9iq3B8A/13omlLNftpd8hG1ZBDm
      PyHIofi7nznH9KpXFURXROMJ
      =6NZ0
      -----END PGP PUBLIC KEY BLOCK-----
      """;

  /** Made for nobody; RSA of 1024 bits. */
  private static final String WEAK =
      """
      -----BEGIN PGP PUBLIC KEY BLOCK-----

      mI0EawnKbwEEAM0mKHxkl7jEGyLtWco0+cfk/1cvt8dGAn27OMZgC3lIqlDaIXDo
      xa3K9BxX+10GFpXdBcldzT2ocdz9UELH/9hSA414W39Itx8MD9dhPjKJGtVV21NH
      KBNZyvn0RUEKzpLvfpaytI83UKWDp7GLQcTcDtqpUgb1wKv5QTz8noZbABEBAAG0
      CXJlY2lwaWVudIjOBBMBCgA4FiEE4Ndt2OORbf4lVbGMxi/PPGGJYBwFAmsJym8C
      Gw0FCwkIBwIGFQoJCAsCBBYCAwECHgECF4AACgkQxi/PPGGJYByZWQP/XDow7ozk
      Ti/nW5D7bjHxCpX6//X7dnd6dH0rX/Y38BeJTCAObn+i6k/89oXuVRRtMKpkgkjX
      nrN9zlcIwPWXvdyrVCVj6uCLCYBYlTPkOa+Ht/pp1ZEqwPSa6il7TC6fgJUhFfXl
      ROgMcYghYJq7corI3B80QhmeqFjlKBNRweE=
      =ODpe
      -----END PGP PUBLIC KEY BLOCK-----
      """;

  private final PackageSealer sealer = new PgpSealer();

  @Test
  void opensWithTheRecipientsKeyAndWithNoOther() throws Exception {
    PGPSecretKeyRing recipient = key();
    byte[] sealed = seal(recipient, "made-up record");
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("made-up");
    assertThat(open(sealed, recipient)).isEqualTo("made-up record");
    PGPSecretKeyRing other = key();
    assertThatThrownBy(() -> open(sealed, other)).isInstanceOf(Exception.class);
  }

  @Test
  void sealsTheSameTwiceToDifferentBytes() throws Exception {
    PGPSecretKeyRing recipient = key();
    assertThat(seal(recipient, "x")).isNotEqualTo(seal(recipient, "x"));
  }

  @Test
  void refusesASecretKeyAndWhatIsNone() throws Exception {
    assertThat(sealer.key(PGPainless.asciiArmor(key()))).isEmpty();
    assertThat(sealer.key("no key")).isEmpty();
    assertThat(
            sealer.key(
                "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----"))
        .isEmpty();
  }

  @Test
  void refusesMoreThanOneKey() throws Exception {
    assertThat(sealer.key(publicKey(key()) + "\n" + publicKey(key()))).isEmpty();
    assertThat(sealer.key(publicKey(key()) + "\n" + PGPainless.asciiArmor(key()))).isEmpty();
  }

  @Test
  void refusesAKeyWhoseEncryptionKeyIsRevoked() throws Exception {
    PGPSecretKeyRing key = key();
    long subkey =
        PGPainless.inspectKeyRing(key)
            .getEncryptionSubkeys(EncryptionPurpose.ANY)
            .getFirst()
            .getKeyID();
    PGPSecretKeyRing revoked =
        PGPainless.modifyKeyRing(key)
            .revokeSubKey(subkey, SecretKeyRingProtector.unprotectedKeys())
            .done();
    assertThat(sealer.key(publicKey(revoked))).isEmpty();
  }

  @Test
  void refusesAKeyThatIsTooWeak() {
    assertThat(sealer.key(WEAK)).isEmpty();
  }

  @Test
  void refusesAKeyThatCannotEncrypt() throws Exception {
    PGPSecretKeyRing signing =
        PGPainless.buildKeyRing()
            .setPrimaryKey(
                KeySpec.getBuilder(
                    KeyType.EDDSA(EdDSACurve._Ed25519), KeyFlag.CERTIFY_OTHER, KeyFlag.SIGN_DATA))
            .addUserId("recipient")
            .build();
    assertThat(sealer.key(publicKey(signing))).isEmpty();
  }

  @Test
  void refusesARevokedKey() throws Exception {
    PGPSecretKeyRing revoked =
        PGPainless.modifyKeyRing(key()).revoke(SecretKeyRingProtector.unprotectedKeys()).done();
    assertThat(sealer.key(publicKey(revoked))).isEmpty();
  }

  @Test
  void refusesAnExpiredKey() {
    assertThat(sealer.key(EXPIRED)).isEmpty();
  }

  private byte[] seal(PGPSecretKeyRing recipient, String text) throws Exception {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try (OutputStream out = sealer.key(publicKey(recipient)).orElseThrow().sealTo(sealed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return sealed.toByteArray();
  }

  private static String open(byte[] sealed, PGPSecretKeyRing key) throws Exception {
    try (DecryptionStream plain =
        PGPainless.decryptAndOrVerify()
            .onInputStream(new ByteArrayInputStream(sealed))
            .withOptions(new ConsumerOptions().addDecryptionKey(key))) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static PGPSecretKeyRing key() throws Exception {
    return PGPainless.generateKeyRing().modernKeyRing("recipient");
  }

  private static String publicKey(PGPSecretKeyRing key) throws Exception {
    return PGPainless.asciiArmor(PGPainless.extractCertificate(key));
  }
}

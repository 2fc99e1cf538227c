package org.openroi.audit.log;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** An Ed25519 private key with the name that it signs notes under. Cannot print itself. */
public final class SignerKey {
  private final VerifierKey verifier;
  private final PrivateKey key;

  private SignerKey(VerifierKey verifier, PrivateKey key) {
    this.verifier = verifier;
    this.key = key;
  }

  /**
   * Reads the {@code PRIVATE KEY} (PKCS#8) of a PEM file.
   *
   * @throws MalformedNote when it is not an Ed25519 one; the message quotes nothing of it
   */
  public static SignerKey ofPem(String name, String pem) {
    try {
      PrivateKey key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(Pem.read("PRIVATE KEY", pem)));
      byte[] seed =
          ((EdECPrivateKey) key)
              .getBytes()
              .orElseThrow(() -> new MalformedNote("not an Ed25519 private key"));
      SignerKey signer = new SignerKey(VerifierKey.of(name, Ed25519.publicKey(seed)), key);
      if (!signer.verifier.verifies(signer.sign("self-test\n"))) {
        throw new IllegalStateException("the derived public key is not the private key's");
      }
      return signer;
    } catch (GeneralSecurityException notAKey) {
      throw new MalformedNote("not an Ed25519 private key");
    }
  }

  /** The public half. */
  public VerifierKey verifier() {
    return verifier;
  }

  /** Signs text that ends in a line break. The same text always becomes the same note. */
  public SignedNote sign(String text) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(key);
      ed25519.update(text.getBytes(StandardCharsets.UTF_8));
      byte[] signature = ed25519.sign();
      byte[] id = verifier.id();
      byte[] bytes = new byte[id.length + signature.length];
      System.arraycopy(id, 0, bytes, 0, id.length);
      System.arraycopy(signature, 0, bytes, id.length, signature.length);
      return new SignedNote(text, List.of(new SignedNote.Signature(verifier.name(), bytes)));
    } catch (GeneralSecurityException every) {
      throw new IllegalStateException("every Java platform has Ed25519", every);
    }
  }

  @Override
  public String toString() {
    return "SignerKey[masked]";
  }
}

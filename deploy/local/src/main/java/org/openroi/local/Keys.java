package org.openroi.local;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Secrets of one suite, made once and readable by their owner only. They stay in its folder. */
final class Keys {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Keys() {}

  /** 32 random bytes in base64. */
  static String aes(Path file) throws IOException {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return kept(file, Base64.getEncoder().encodeToString(bytes));
  }

  /** A password of 192 random bits. */
  static String password(Path file) throws IOException {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return kept(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** An Ed25519 key pair in PEM: the private key (PKCS#8) here, the public one beside it. */
  static void ed25519(Path privateKey, Path publicKey) throws IOException {
    if (Files.exists(privateKey) && Files.exists(publicKey)) {
      return;
    }
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      Files.writeString(publicKey, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
      kept(privateKey, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** An EC key pair on P-256 in PEM, private key (PKCS#8) and public key in one file. */
  static KeyPair ec(Path file) throws IOException {
    try {
      if (!Files.exists(file)) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        kept(
            file,
            pem("PRIVATE KEY", pair.getPrivate().getEncoded())
                + pem("PUBLIC KEY", pair.getPublic().getEncoded()));
      }
      String text = Files.readString(file);
      KeyFactory keys = KeyFactory.getInstance("EC");
      return new KeyPair(
          keys.generatePublic(new X509EncodedKeySpec(der("PUBLIC KEY", text))),
          keys.generatePrivate(new PKCS8EncodedKeySpec(der("PRIVATE KEY", text))));
    } catch (GeneralSecurityException unreadable) {
      throw new IOException("A key file of the suite cannot be read.", unreadable);
    }
  }

  /** An RSA key pair in PEM (PKCS#8), of which the public key is a part. */
  static KeyPair rsa(Path file) throws IOException {
    try {
      if (!Files.exists(file)) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(3072);
        kept(file, pem("PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded()));
      }
      KeyFactory keys = KeyFactory.getInstance("RSA");
      RSAPrivateCrtKey key =
          (RSAPrivateCrtKey)
              keys.generatePrivate(
                  new PKCS8EncodedKeySpec(der("PRIVATE KEY", Files.readString(file))));
      return new KeyPair(
          keys.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())),
          key);
    } catch (GeneralSecurityException unreadable) {
      throw new IOException("A key file of the suite cannot be read.", unreadable);
    }
  }

  /** Writes a public key in PEM (X.509). */
  static void writePublic(Path file, PublicKey key) throws IOException {
    Files.writeString(file, pem("PUBLIC KEY", key.getEncoded()));
  }

  /** A public key in PEM (X.509) of this algorithm. */
  static PublicKey readPublic(Path file, String algorithm) throws IOException {
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePublic(new X509EncodedKeySpec(der("PUBLIC KEY", Files.readString(file))));
    } catch (GeneralSecurityException unreadable) {
      throw new IOException("A key file of the suite cannot be read.", unreadable);
    }
  }

  /**
   * A key on P-256 to encrypt to, as two JWK sets (RFC 7517): with the private key here, without it
   * beside.
   */
  static void jwk(Path privateSet, Path publicSet) throws IOException {
    if (Files.exists(privateSet) && Files.exists(publicSet)) {
      return;
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
      String open =
          "\"kty\":\"EC\",\"crv\":\"P-256\",\"use\":\"enc\",\"kid\":\"terms-1\",\"x\":\"%s\",\"y\":\"%s\""
              .formatted(coordinate(point.getAffineX()), coordinate(point.getAffineY()));
      String secret = coordinate(((ECPrivateKey) pair.getPrivate()).getS());
      Files.writeString(publicSet, "{\"keys\":[{" + open + "}]}");
      kept(privateSet, "{\"keys\":[{" + open + ",\"d\":\"" + secret + "\"}]}");
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = new byte[32];
    byte[] raw = number.toByteArray();
    int length = Math.min(bytes.length, raw.length);
    System.arraycopy(raw, raw.length - length, bytes, bytes.length - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] der(String label, String pem) {
    String begin = "-----BEGIN " + label + "-----";
    int from = pem.indexOf(begin) + begin.length();
    String base64 = pem.substring(from, pem.indexOf("-----END " + label, from));
    return Base64.getMimeDecoder().decode(base64);
  }

  private static String pem(String label, byte[] der) {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }

  private static String kept(Path file, String fresh) throws IOException {
    if (Files.exists(file)) {
      return Files.readString(file);
    }
    write(file, fresh);
    return fresh;
  }

  /** Replaces a secret whole, readable by its owner only. */
  static void write(Path file, String secret) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(partial);
    Files.createFile(
        partial,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(partial, secret);
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}

package org.openroi.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
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

  private static String pem(String label, byte[] der) {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }

  private static String kept(Path file, String fresh) throws IOException {
    if (Files.exists(file)) {
      return Files.readString(file);
    }
    Path partial = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(partial);
    Files.createFile(
        partial,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(partial, fresh);
    Files.move(partial, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    return fresh;
  }
}

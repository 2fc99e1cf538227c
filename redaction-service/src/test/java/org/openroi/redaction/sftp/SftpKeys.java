package org.openroi.redaction.sftp;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;

/** SSH keys in the form that OpenSSH writes. */
public final class SftpKeys {
  private SftpKeys() {}

  /** Writes a fresh private key. */
  public static String create(Path file) {
    try (OutputStream out = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
          pair("ssh-ed25519", 256), "", null, out);
      return file.toString();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  static KeyPair read(Path file) {
    return new FileKeyPairProvider(file).loadKeys(null).iterator().next();
  }

  static KeyPair pair(String kind, int size) {
    try {
      return KeyUtils.generateKeyPair(kind, size);
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** One line, as it is pinned. */
  static String line(KeyPair pair) {
    return PublicKeyEntry.toString(pair.getPublic());
  }
}

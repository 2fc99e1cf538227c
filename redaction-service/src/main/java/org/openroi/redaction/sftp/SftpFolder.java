package org.openroi.redaction.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHFsyncExtension;
import org.jboss.logging.Logger;
import org.openroi.redaction.ChannelFailure;
import org.openroi.redaction.ChannelFailure.Kind;
import org.openroi.redaction.RemoteFolder;

/** {@link RemoteFolder} over one SFTP session; one request at a time. */
final class SftpFolder implements RemoteFolder {
  private static final Logger LOG = Logger.getLogger(SftpFolder.class);

  /** What goes into one packet; more would leave in two, with nobody asked between them. */
  private static final int CHUNK = 31 * 1_024;

  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final ClientSession session;
  private final SftpClient sftp;
  private final Address address;

  SftpFolder(ClientSession session, SftpClient sftp, Address address) {
    this.session = session;
    this.sftp = sftp;
    this.address = address;
  }

  @Override
  public OptionalLong size(String name) throws ChannelFailure {
    try {
      return OptionalLong.of(sftp.lstat(address.file(name)).getSize());
    } catch (IOException failure) {
      if (SftpFailures.isNoSuchFile(failure)) {
        return OptionalLong.empty();
      }
      throw SftpFailures.of(failure);
    }
  }

  @Override
  public String sha256(String name) throws ChannelFailure {
    MessageDigest digest = digest();
    byte[] chunk = new byte[CHUNK];
    try (CloseableHandle file = sftp.open(address.file(name), EnumSet.of(OpenMode.Read))) {
      long offset = 0;
      int read = sftp.read(file, offset, chunk, 0, CHUNK);
      while (read > 0) {
        digest.update(chunk, 0, read);
        offset += read;
        read = sftp.read(file, offset, chunk, 0, CHUNK);
      }
    } catch (IOException failure) {
      throw SftpFailures.of(failure);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public boolean upload(String name, InputStream bytes, MayWrite mayWrite)
      throws ChannelFailure, IOException {
    byte[] chunk = new byte[CHUNK];
    int length = bytes.readNBytes(chunk, 0, CHUNK);
    if (!mayWrite.now()) {
      return false;
    }
    CloseableHandle file = create(name);
    boolean written = false;
    try {
      written = write(file, bytes, chunk, length, mayWrite);
    } catch (ChannelFailure failure) {
      if (failure.kind() != Kind.NO_ANSWER) {
        closeQuietly(file);
      }
      throw failure;
    }
    if (!written) {
      closeQuietly(file);
      return false;
    }
    sync(file);
    close(file);
    return true;
  }

  private boolean write(
      CloseableHandle file, InputStream bytes, byte[] chunk, int first, MayWrite mayWrite)
      throws ChannelFailure, IOException {
    long offset = 0;
    int length = first;
    while (length > 0) {
      if (!mayWrite.now()) {
        return false;
      }
      write(file, offset, chunk, length);
      offset += length;
      length = bytes.readNBytes(chunk, 0, CHUNK);
    }
    return true;
  }

  private CloseableHandle create(String name) throws ChannelFailure {
    try {
      return sftp.open(
          address.file(name), EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Exclusive));
    } catch (IOException failure) {
      throw SftpFailures.of(failure);
    }
  }

  private void write(CloseableHandle file, long offset, byte[] chunk, int length)
      throws ChannelFailure {
    try {
      sftp.write(file, offset, chunk, 0, length);
    } catch (IOException failure) {
      throw SftpFailures.of(failure);
    }
  }

  /** Makes it last at the recipient, where the server knows how. */
  private void sync(CloseableHandle file) throws ChannelFailure {
    try {
      OpenSSHFsyncExtension fsync = sftp.getExtension(OpenSSHFsyncExtension.class);
      if (fsync != null && fsync.isSupported()) {
        fsync.fsync(file);
      }
    } catch (IOException failure) {
      throw SftpFailures.of(failure);
    }
  }

  /** What was written is thrown away in any case. */
  private static void closeQuietly(CloseableHandle file) {
    try {
      file.close();
    } catch (IOException failure) {
      LOG.debugf("a file was not closed: %s", failure.getClass().getName());
    }
  }

  private static void close(CloseableHandle file) throws ChannelFailure {
    try {
      file.close();
    } catch (IOException failure) {
      throw SftpFailures.of(failure);
    }
  }

  /** Plain SSH_FXP_RENAME, which refuses a name that is taken. */
  @Override
  public void rename(String from, String to) throws ChannelFailure {
    try {
      sftp.rename(address.file(from), address.file(to));
    } catch (IOException failure) {
      throw SftpFailures.of(failure);
    }
  }

  @Override
  public void remove(String name) throws ChannelFailure {
    try {
      sftp.remove(address.file(name));
    } catch (IOException failure) {
      if (!SftpFailures.isNoSuchFile(failure)) {
        throw SftpFailures.of(failure);
      }
    }
  }

  /** At once: what was not answered must not be sent after all. */
  @Override
  public void close() {
    try {
      session.close(true).await(GOODBYE);
    } catch (IOException failure) {
      LOG.debugf("a session was not closed: %s", failure.getClass().getName());
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has SHA-256", every);
    }
  }
}

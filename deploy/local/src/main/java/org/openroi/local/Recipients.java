package org.openroi.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.List;

/**
 * The recipients of one machine: an SFTP server where every user has a folder, and only the suite's
 * key may log in. It writes down every byte that reaches it, and every login that it refuses. A
 * file {@code <user>.quota} beside a user's folder holds the bytes that it may store; what is more
 * fails as on a full disk. A user with a file {@code <user>.closed} is let in no more.
 */
public final class Recipients implements Component {
  private final Path folder;
  private final Path ledger;
  private final Path hostKey;
  private final Path clientKey;
  private final int port;

  /**
   * @param folder of the users' folders
   * @param ledger one line of JSON for all that happens to a file
   * @param hostKey the server's key pair in PEM, created if there is none
   * @param clientKey the key pair in PEM of the one who may log in, created if there is none
   */
  public Recipients(Path folder, Path ledger, Path hostKey, Path clientKey, int port)
      throws IOException {
    this.folder = folder;
    this.ledger = ledger;
    this.hostKey = hostKey;
    this.clientKey = clientKey;
    this.port = port;
    Keys.ec(hostKey);
    Keys.rsa(clientKey);
  }

  /** Where a recipient's packages are to be sent. */
  public String address(String user) {
    return "sftp://" + user + "@" + Ports.HOST + ":" + port + "/";
  }

  /** The server's host key in its one-line form. */
  public String hostKey() {
    try {
      return publicKey(Keys.ec(hostKey));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public Path folder() {
    return folder;
  }

  public Path ledger() {
    return ledger;
  }

  public int port() {
    return port;
  }

  @Override
  public String name() {
    return "recipients";
  }

  @Override
  public void prepare() throws IOException {
    Files.createDirectories(folder);
  }

  @Override
  public List<String> command() {
    try {
      return ComponentClassPath.java(
          RecipientsMain.class,
          List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
          List.of(
              folder.toString(),
              ledger.toString(),
              hostKey.toString(),
              clientKey.toString(),
              Integer.toString(port)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public boolean isReady() {
    return Ports.isOpen(port);
  }

  /** {@code ecdsa-sha2-nistp256 AAAA…} (RFC 5656). */
  static String publicKey(KeyPair pair) throws IOException {
    String type = "ecdsa-sha2-nistp256";
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    byte[] point = new byte[65];
    point[0] = 4;
    copy(key.getW().getAffineX().toByteArray(), point, 33);
    copy(key.getW().getAffineY().toByteArray(), point, 65);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part :
        List.of(
            type.getBytes(StandardCharsets.US_ASCII),
            "nistp256".getBytes(StandardCharsets.US_ASCII),
            point)) {
      bytes.write(ByteBuffer.allocate(4).putInt(part.length).array());
      bytes.write(part);
    }
    return type + " " + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /** Right-aligned, so that a sign byte or a short number makes no difference. */
  private static void copy(byte[] number, byte[] to, int end) {
    int length = Math.min(32, number.length);
    System.arraycopy(number, number.length - length, to, end - length, length);
  }
}

package org.openroi.redaction.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openroi.event.EventCodec;
import org.openroi.redaction.ChannelFailure;
import org.openroi.redaction.ChannelFailure.Kind;
import org.openroi.redaction.DisclosureFixture;
import org.openroi.redaction.RemoteFolder;

class SftpChannelTest {
  private static final KeyPair ED25519 = SftpKeys.pair("ssh-ed25519", 256);
  private static final KeyPair RSA = SftpKeys.pair("ssh-rsa", 2048);
  private static final KeyPair EC = SftpKeys.pair("ecdsa-sha2-nistp256", 256);

  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({"0", "1", "2"})
  @DisplayName("A server with host keys of three kinds shows the one that is pinned")
  void showsThePinnedKind(int pinned) throws Exception {
    KeyPair[] keys = {ED25519, RSA, EC};
    KeyPair[] first = {keys[pinned], keys[(pinned + 1) % 3], keys[(pinned + 2) % 3]};
    try (SftpServer server = new SftpServer(home, Arrays.asList(first));
        SftpServer.SftpChannelHandle channel = server.channel();
        RemoteFolder folder = channel.channel().connect(server.endpoint())) {
      assertThat(folder.size("nothing")).isEmpty();
    }
  }

  @Test
  @DisplayName("A server without a host key of the pinned kind is another host")
  void noKeyOfThePinnedKind() {
    try (SftpServer server = new SftpServer(home, List.of(RSA));
        SftpServer.SftpChannelHandle channel = server.channel()) {
      String address = server.endpoint().address();
      assertThatThrownBy(
              () ->
                  channel
                      .channel()
                      .connect(DisclosureFixture.endpoint(address, SftpKeys.line(ED25519))))
          .isInstanceOfSatisfying(
              ChannelFailure.class, f -> assertThat(f.kind()).isEqualTo(Kind.OTHER_HOST));
      assertThat(server.logins()).isZero();
    }
  }

  @Test
  void writesReadsBackNamesAndRemoves() throws Exception {
    byte[] bytes = new byte[200_000];
    Arrays.fill(bytes, (byte) 7);
    try (SftpServer server = new SftpServer(home);
        SftpServer.SftpChannelHandle channel = server.channel();
        RemoteFolder folder = channel.channel().connect(server.endpoint())) {
      assertThat(folder.upload("a", new ByteArrayInputStream(bytes), () -> true)).isTrue();
      assertThat(folder.size("a")).isEqualTo(OptionalLong.of(bytes.length));
      assertThat(folder.sha256("a")).isEqualTo(EventCodec.sha256(bytes));
      folder.upload("b", new ByteArrayInputStream(new byte[0]), () -> true);
      assertThat(folder.size("b")).hasValue(0);
      assertThatThrownBy(() -> folder.rename("a", "b")).as("never over another").isNotNull();
      assertThat(folder.size("b")).hasValue(0);
      folder.remove("b");
      folder.remove("b");
      folder.rename("a", "b");
      assertThat(server.files()).containsOnlyKeys("b");
      assertThatThrownBy(() -> folder.upload("b", new ByteArrayInputStream(bytes), () -> true))
          .as("only a new file is written")
          .isInstanceOf(ChannelFailure.class);
    }
  }

  @Test
  @DisplayName("A server that takes the connection and says nothing is no answer, in bounded time")
  void saysNothing() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SftpChannel channel =
          new SftpChannel(Path.of(SftpKeys.create(home.resolve("k"))), Duration.ofSeconds(1));
      try {
        assertThatThrownBy(
                () ->
                    channel.connect(
                        DisclosureFixture.endpoint(
                            "sftp://clinic@127.0.0.1:" + silent.getLocalPort(), SftpKeys.line(EC))))
            .isInstanceOfSatisfying(
                ChannelFailure.class, f -> assertThat(f.kind()).isEqualTo(Kind.NO_ANSWER));
      } finally {
        channel.stop();
      }
    }
  }

  @Test
  void doesNotStartWithoutItsKey() throws IOException {
    Path none = home.resolve("none");
    Path broken = Files.writeString(home.resolve("broken"), "-----BEGIN NOTHING-----");
    for (Path file : List.of(none, broken)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> new SftpChannel(file))
          .withMessageContaining("openroi.redaction.sftp-key-file");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sftp://u@h, u, h, 22, '', f",
    "sftp://u@h/, u, h, 22, /, /f",
    "sftp://u@h:2222/a/b/, u, h, 2222, /a/b, /a/b/f",
    "sftp://u@h/a%20b, u, h, 22, /a b, /a b/f",
    "sftp://u@[::1]:22/x, u, ::1, 22, /x, /x/f"
  })
  void readsAnAddress(String text, String user, String host, int port, String folder, String file) {
    Address address = Address.of(text).orElseThrow();
    assertThat(address).isEqualTo(new Address(user, host, port, folder));
    assertThat(address.file("f")).isEqualTo(file);
  }
}

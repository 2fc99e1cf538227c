package org.openroi.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipientsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  @TempDir static Path home;
  private static Recipients recipients;
  private static RunningComponent running;
  private static SshClient client;

  @BeforeAll
  static void start() throws Exception {
    recipients =
        new Recipients(
            home.resolve("folders"),
            home.resolve("ledger.jsonl"),
            home.resolve("host.pem"),
            home.resolve("client.pem"),
            Ports.free());
    running = RunningComponent.start(recipients, home.resolve("log"));
    client = SshClient.setUpDefaultClient();
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setServerKeyVerifier(
        (session, address, key) -> {
          try {
            return KeyUtils.compareKeys(
                key,
                PublicKeyEntry.parsePublicKeyEntry(recipients.hostKey())
                    .resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.FAILING));
          } catch (Exception notAKey) {
            return false;
          }
        });
    client.start();
  }

  @AfterAll
  static void stop() {
    client.stop();
    running.close();
  }

  @Test
  void writesDownWhatReachesARecipient() throws Exception {
    try (ClientSession session = session("clinic", suitesKey());
        SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
      write(sftp, ".a.part", "sealed");
      sftp.rename(".a.part", "a.pgp");
      write(sftp, ".b.part", "half");
      sftp.remove(".b.part");
    }
    assertThat(recipients.folder().resolve("clinic/a.pgp")).hasContent("sealed");
    assertThat(recipients.folder().resolve("clinic")).isDirectoryNotContaining("glob:**.part");
    assertThat(ledger("clinic"))
        .extracting(line -> line.path("what").asText(), line -> line.path("file").asText())
        .containsExactly(
            tuple("open", ".a.part"),
            tuple("write", ".a.part"),
            tuple("rename", ".a.part"),
            tuple("open", ".b.part"),
            tuple("write", ".b.part"),
            tuple("remove", ".b.part"));
    JsonNode write = ledger("clinic").get(1);
    assertThat(write.path("bytes").asInt()).isEqualTo("sealed".length());
    assertThat(Instant.parse(write.path("at").asText())).isBeforeOrEqualTo(Instant.now());
    assertThat(ledger("clinic").get(2).path("to").asText()).isEqualTo("a.pgp");
  }

  @Test
  void letsNobodyInButTheSuite() throws Exception {
    KeyPair other = Keys.rsa(home.resolve("other.pem"));
    assertThatThrownBy(() -> session("clinic", other)).isInstanceOf(SshException.class);
    assertThatThrownBy(() -> session("../clinic", suitesKey())).isInstanceOf(SshException.class);
  }

  @Test
  void keepsUsersApart() throws Exception {
    try (ClientSession session = session("one", suitesKey());
        SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
      write(sftp, "mine", "mine");
    }
    try (ClientSession session = session("two", suitesKey());
        SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
      assertThatThrownBy(() -> sftp.stat("../one/mine"))
          .isInstanceOfSatisfying(
              SftpException.class,
              no -> assertThat(no.getStatus()).isEqualTo(SftpConstants.SSH_FX_NO_SUCH_FILE));
    }
  }

  @Test
  void isFullWhereAQuotaSaysSoAndHasRoomAgain() throws Exception {
    Path quota = recipients.folder().resolve("small.quota");
    Files.writeString(quota, "4\n");
    try (ClientSession session = session("small", suitesKey());
        SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
      write(sftp, "fits", "four");
      assertThatThrownBy(() -> write(sftp, "large", "fives"))
          .isInstanceOfSatisfying(
              SftpException.class,
              full -> assertThat(full.getStatus()).isEqualTo(SftpConstants.SSH_FX_FAILURE));
      Files.delete(quota);
      write(sftp, "later", "fives");
    }
    assertThat(recipients.folder().resolve("small/later")).hasContent("fives");
    assertThat(recipients.folder().resolve("small/large")).isEmptyFile();
    assertThat(ledger("small"))
        .filteredOn(line -> line.path("file").asText().equals("large"))
        .extracting(line -> line.path("what").asText())
        .containsExactly("open", "full");
  }

  @Test
  void refusesAUserThatIsClosedAndWritesItDown() throws Exception {
    Path closed = Files.createFile(recipients.folder().resolve("shut.closed"));
    assertThatThrownBy(() -> session("shut", suitesKey())).isInstanceOf(SshException.class);
    assertThat(ledger("shut")).extracting(line -> line.path("what").asText()).contains("refused");
    Files.delete(closed);
    try (ClientSession session = session("shut", suitesKey())) {
      assertThat(session.isAuthenticated()).isTrue();
    }
  }

  @Test
  void isTheSameHostAfterItsDeath() throws Exception {
    running.kill();
    running.restart();
    try (ClientSession session = session("again", suitesKey())) {
      assertThat(session.isAuthenticated()).isTrue();
    }
    assertThat(recipients.address("again"))
        .isEqualTo("sftp://again@127.0.0.1:" + recipients.port() + "/");
  }

  private static ClientSession session(String user, KeyPair key) throws IOException {
    ClientSession session =
        client.connect(user, Ports.HOST, recipients.port()).verify(PATIENCE).getSession();
    session.addPublicKeyIdentity(key);
    try {
      session.auth().verify(PATIENCE);
      return session;
    } catch (IOException refused) {
      session.close(true);
      throw refused;
    }
  }

  /** Read as the service reads it. */
  private static KeyPair suitesKey() {
    return new FileKeyPairProvider(home.resolve("client.pem")).loadKeys(null).iterator().next();
  }

  private static void write(SftpClient sftp, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (var file = sftp.open(name, EnumSet.of(OpenMode.Write, OpenMode.Create))) {
      sftp.write(file, 0, bytes, 0, bytes.length);
    }
  }

  private static List<JsonNode> ledger(String user) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(recipients.ledger())) {
      JsonNode node = RestClient.JSON.readTree(line);
      if (node.path("user").asText().equals(user)) {
        lines.add(node);
      }
    }
    return lines;
  }
}

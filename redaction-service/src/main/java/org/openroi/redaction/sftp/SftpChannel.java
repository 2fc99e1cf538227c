package org.openroi.redaction.sftp;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.openroi.event.Endpoint;
import org.openroi.event.EndpointKind;
import org.openroi.redaction.Channel;
import org.openroi.redaction.ChannelFailure;
import org.openroi.redaction.ChannelFailure.Kind;
import org.openroi.redaction.RemoteFolder;

/**
 * {@link Channel} over SFTP. A server is known by its pinned host key and by nothing else, and we
 * are known to it by our one key; without that key this service does not start. Nothing is read
 * from the home folder of whoever runs it.
 */
@Startup
@Singleton
class SftpChannel implements Channel {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** For how long an answer is waited for, and how long a session may rest. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final AttributeKey<Pin> PIN = new AttributeKey<>();

  private final KeyPair key;
  private final SshClient client;

  @Inject
  SftpChannel(@ConfigProperty(name = "openroi.redaction.sftp-key-file") Path keyFile) {
    this(keyFile, PATIENCE);
  }

  SftpChannel(Path keyFile, Duration patience) {
    key = read(keyFile);
    client = client(patience);
    client.start();
  }

  /** The host key that a server must show, and whether it showed another. */
  private record Pin(PublicKey key, AtomicBoolean other) implements ServerKeyVerifier {
    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress peer, PublicKey shown) {
      boolean same = KeyUtils.compareKeys(key, shown);
      other.set(!same);
      return same;
    }
  }

  @Override
  public boolean reaches(Endpoint endpoint) {
    return endpoint.kind() == EndpointKind.SFTP
        && Address.of(endpoint.address()).isPresent()
        && pin(endpoint.hostKey()).isPresent();
  }

  @Override
  public RemoteFolder connect(Endpoint endpoint) throws ChannelFailure {
    Address address = Address.of(endpoint.address()).orElseThrow();
    Pin pin = pin(endpoint.hostKey()).orElseThrow();
    ClientSession session = open(address, pin);
    boolean connected = false;
    try {
      logIn(session, pin);
      RemoteFolder folder =
          new SftpFolder(session, SftpClientFactory.instance().createSftpClient(session), address);
      connected = true;
      return folder;
    } catch (IOException failure) {
      throw SftpFailures.of(failure);
    } finally {
      if (!connected) {
        session.close(true);
      }
    }
  }

  @PreDestroy
  void stop() {
    client.stop();
  }

  private ClientSession open(Address address, Pin pin) throws ChannelFailure {
    try {
      return client
          .connect(
              address.user(),
              address.host(),
              address.port(),
              AttributeRepository.ofKeyValuePair(PIN, pin))
          .verify(CONNECT)
          .getSession();
    } catch (IOException failure) {
      throw SftpFailures.of(failure);
    }
  }

  /** The keys are exchanged, and the server's is verified, before it is told any name of ours. */
  private void logIn(ClientSession session, Pin pin) throws ChannelFailure {
    session.addPublicKeyIdentity(key);
    try {
      session.auth().verify(PATIENCE);
    } catch (IOException failure) {
      int code = failure instanceof SshException ssh ? ssh.getDisconnectCode() : 0;
      boolean noSuchKey = code == SshConstants.SSH2_DISCONNECT_KEY_EXCHANGE_FAILED;
      if (pin.other().get() || noSuchKey) {
        throw new ChannelFailure(Kind.OTHER_HOST);
      }
      throw code == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
          ? new ChannelFailure(Kind.REFUSED)
          : new ChannelFailure(Kind.NO_ANSWER);
    }
  }

  private static SshClient client(Duration patience) {
    SshClient client =
        ClientBuilder.builder()
            .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
            .serverKeyVerifier(
                (session, peer, shown) -> {
                  Pin pin = pin(session);
                  return pin != null && pin.verifyServerKey(session, peer, shown);
                })
            .build(true);
    client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setPasswordIdentityProvider(null);
    client.setNioWorkers(2);
    client.addSessionListener(new OfferThePinnedKind());
    CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, CONNECT);
    CoreModuleProperties.AUTH_TIMEOUT.set(client, PATIENCE);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, patience);
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    CoreModuleProperties.SOCKET_KEEPALIVE.set(client, true);
    // Closing throws away what was not sent yet: no byte leaves after its permit.
    CoreModuleProperties.SOCKET_LINGER.set(client, 0);
    SftpModuleProperties.SFTP_CHANNEL_OPEN_TIMEOUT.set(client, patience);
    return client;
  }

  /** A server with several host keys shows the one of the kind that is pinned. */
  private static final class OfferThePinnedKind implements SessionListener {
    @Override
    public void sessionNegotiationOptionsCreated(
        Session session, Map<KexProposalOption, String> proposal) {
      Pin pin = session instanceof ClientSession client ? pin(client) : null;
      if (pin == null) {
        return;
      }
      String kind = KeyUtils.getKeyType(pin.key());
      proposal.computeIfPresent(
          KexProposalOption.SERVERKEYS,
          (_, offered) -> {
            String ofTheKind =
                Arrays.stream(offered.split(","))
                    .filter(each -> KeyUtils.getCanonicalKeyType(each).equals(kind))
                    .collect(Collectors.joining(","));
            return ofTheKind.isEmpty() ? offered : ofTheKind;
          });
    }
  }

  private static @Nullable Pin pin(ClientSession session) {
    AttributeRepository context = session.getConnectionContext();
    return context == null ? null : context.getAttribute(PIN);
  }

  private static Optional<Pin> pin(@Nullable String hostKey) {
    if (hostKey == null) {
      return Optional.empty();
    }
    try {
      PublicKey key =
          PublicKeyEntry.parsePublicKeyEntry(hostKey)
              .resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.FAILING);
      return Optional.ofNullable(key).map(each -> new Pin(each, new AtomicBoolean()));
    } catch (IOException | GeneralSecurityException | RuntimeException notAKey) {
      return Optional.empty();
    }
  }

  private static KeyPair read(Path file) {
    try {
      for (KeyPair pair : new FileKeyPairProvider(file).loadKeys(null)) {
        return pair;
      }
    } catch (RuntimeException unreadable) {
      // Said below, without quoting.
    }
    throw new IllegalStateException(
        "openroi.redaction.sftp-key-file must be a readable private key");
  }
}

package org.openroi.redaction.sftp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.common.SftpException;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;
import org.openroi.event.Endpoint;
import org.openroi.event.EventCodec;
import org.openroi.redaction.Channel;
import org.openroi.redaction.DisclosureFixture;

/** A recipient's real SFTP server, which does what it is told: also badly. */
public final class SftpServer implements AutoCloseable {
  /** A moment of a request at which something may happen. */
  public enum Moment {
    OPENING,
    OPENED,
    WRITING,
    WRITTEN,
    CLOSED,
    RENAMING,
    RENAMED,
    REMOVING,
    REMOVED
  }

  /** What happens then; may throw, and may drop the connection. */
  public interface Fault {
    void at(Moment moment, Runnable drop) throws IOException;
  }

  private static final Fault NONE = (_, _) -> {};

  private final Path folder;
  private final Path keyFile;
  private final KeyPair host;
  private final List<KeyPair> hosts;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger logins = new AtomicInteger();
  private final List<String> ledger = new CopyOnWriteArrayList<>();
  private final int port;
  private volatile Fault fault = NONE;
  private volatile boolean lettingIn = true;
  private SshServer server;

  /** One that is up, with an Ed25519 host key. */
  public SftpServer(Path home) {
    this(home, List.of(SftpKeys.pair("ssh-ed25519", 256)));
  }

  /** One that shows these host keys; the first is registered. */
  SftpServer(Path home, List<KeyPair> hosts) {
    try {
      folder = Files.createDirectories(home.resolve("recipient"));
      keyFile = home.resolve("sftp.key");
      if (!Files.exists(keyFile)) {
        SftpKeys.create(keyFile);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    this.hosts = hosts;
    host = hosts.getFirst();
    server = server(0);
    port = server.getPort();
  }

  private SshServer server(int atPort) {
    KeyPair client = SftpKeys.read(keyFile);
    SftpSubsystemFactory sftp = new SftpSubsystemFactory();
    sftp.addSftpEventListener(new Watch());
    SshServer made = SshServer.setUpDefaultServer();
    made.setHost("127.0.0.1");
    made.setPort(atPort);
    made.setKeyPairProvider(KeyPairProvider.wrap(hosts));
    made.setPublickeyAuthenticator(
        (_, key, _) -> {
          logins.incrementAndGet();
          return lettingIn && KeyUtils.compareKeys(key, client.getPublic());
        });
    made.setFileSystemFactory(new VirtualFileSystemFactory(folder));
    made.setSubsystemFactories(List.of(sftp));
    try {
      made.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return made;
  }

  /** The way to it, as this service goes. */
  public SftpChannelHandle channel() {
    SftpChannel channel = new SftpChannel(keyFile, java.time.Duration.ofSeconds(3));
    return new SftpChannelHandle(channel, channel::stop);
  }

  /** A channel that must be stopped. */
  public record SftpChannelHandle(Channel channel, Runnable stop) implements AutoCloseable {
    @Override
    public void close() {
      stop.run();
    }
  }

  public Endpoint endpoint() {
    return endpoint("");
  }

  public Endpoint endpoint(String path) {
    return DisclosureFixture.endpoint(
        "sftp://clinic@127.0.0.1:" + port + path, SftpKeys.line(host));
  }

  /** With a host key that this server does not have. */
  public Endpoint endpointOfAnother() {
    return DisclosureFixture.endpoint(
        "sftp://clinic@127.0.0.1:" + port, SftpKeys.line(SftpKeys.pair("ssh-ed25519", 256)));
  }

  /** From now on this happens at each moment of each request. */
  public void fault(Fault next) {
    fault = next;
  }

  /** The next time that this moment comes, this happens, and then nothing more. */
  public void once(Moment moment, Fault next) {
    fault =
        (at, drop) -> {
          if (at == moment) {
            fault = NONE;
            next.at(at, drop);
          }
        };
  }

  public void heal() {
    fault = NONE;
    lettingIn = true;
  }

  public void letNobodyIn() {
    lettingIn = false;
  }

  public void stop() {
    try {
      server.stop(true);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public void start() {
    server = server(port);
  }

  /** Bytes that were written to it, ever. */
  public long bytes() {
    return bytes.get();
  }

  /** How often somebody said who he is. */
  public int logins() {
    return logins.get();
  }

  /** What was done, in its order. */
  public List<String> ledger() {
    return List.copyOf(ledger);
  }

  public Path folder() {
    return folder;
  }

  /** Every file there, hidden ones too, and its SHA-256. */
  public Map<String, String> files() {
    try (Stream<Path> all = Files.list(folder)) {
      Map<String, String> files = new TreeMap<>();
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        files.put(each.getFileName().toString(), EventCodec.sha256(Files.readAllBytes(each)));
      }
      return files;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A server's answer that it could not, with this status. */
  public static Fault answers(int status) {
    return (_, _) -> {
      throw new SftpException(status, "no");
    };
  }

  /** The connection is gone before it is done, and nobody says so. */
  public static Fault drops() {
    return (_, drop) -> {
      drop.run();
      throw new IOException("dropped");
    };
  }

  @Override
  public void close() {
    stop();
  }

  private final class Watch implements SftpEventListener {
    private void at(Moment moment, ServerSession session) throws IOException {
      fault.at(
          moment,
          () -> {
            try {
              session.getIoSession().close(true).await(java.time.Duration.ofSeconds(2));
            } catch (IOException failed) {
              throw new UncheckedIOException(failed);
            }
          });
    }

    private static void done(@Nullable Throwable failed) throws IOException {
      if (failed != null) {
        throw new IOException("not done");
      }
    }

    @Override
    public void opening(ServerSession session, String handle, Handle file) throws IOException {
      if (file instanceof FileHandle) {
        at(Moment.OPENING, session);
      }
    }

    @Override
    public void open(ServerSession session, String handle, Handle file) throws IOException {
      if (file instanceof FileHandle) {
        ledger.add("open " + file.getFile().getFileName());
        at(Moment.OPENED, session);
      }
    }

    @Override
    public void writing(
        ServerSession session,
        String handle,
        FileHandle file,
        long offset,
        byte[] data,
        int from,
        int length)
        throws IOException {
      at(Moment.WRITING, session);
      bytes.addAndGet(length);
      ledger.add("write " + file.getFile().getFileName());
    }

    @Override
    public void written(
        ServerSession session,
        String handle,
        FileHandle file,
        long offset,
        byte[] data,
        int from,
        int length,
        @Nullable Throwable failed)
        throws IOException {
      if (failed == null) {
        at(Moment.WRITTEN, session);
      }
    }

    @Override
    public void closed(
        ServerSession session, String handle, Handle file, @Nullable Throwable failed)
        throws IOException {
      if (failed == null && file instanceof FileHandle && session.isOpen()) {
        at(Moment.CLOSED, session);
      }
    }

    @Override
    public void moving(ServerSession session, Path from, Path to, Collection<CopyOption> options)
        throws IOException {
      at(Moment.RENAMING, session);
    }

    @Override
    public void moved(
        ServerSession session,
        Path from,
        Path to,
        Collection<CopyOption> options,
        @Nullable Throwable failed)
        throws IOException {
      done(failed);
      ledger.add("rename " + to.getFileName());
      at(Moment.RENAMED, session);
    }

    @Override
    public void removing(ServerSession session, Path path, boolean directory) throws IOException {
      at(Moment.REMOVING, session);
    }

    @Override
    public void removed(
        ServerSession session, Path path, boolean directory, @Nullable Throwable failed)
        throws IOException {
      if (failed == null) {
        ledger.add("remove " + path.getFileName());
        at(Moment.REMOVED, session);
      }
    }
  }
}

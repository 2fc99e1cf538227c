package org.openroi.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;

/** The recipients' own process: an SFTP server that writes down what reaches it. */
final class RecipientsMain {
  private static final Logger ROOT = Logger.getLogger("");
  private static final Pattern USER = Pattern.compile("[a-z0-9-]{1,40}");
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private RecipientsMain() {}

  public static void main(String[] arguments) throws Exception {
    serve(
        Path.of(arguments[0]),
        Path.of(arguments[1]),
        Keys.ec(Path.of(arguments[2])),
        Keys.rsa(Path.of(arguments[3])).getPublic(),
        Ports.HOST,
        Integer.parseInt(arguments[4]));
  }

  /** Serves at this address until the process ends; whoever has the client's key may log in. */
  static void serve(
      Path folder, Path ledger, KeyPair host, PublicKey client, String address, int port)
      throws IOException, InterruptedException {
    ROOT.setLevel(Level.SEVERE);
    SftpSubsystemFactory sftp = new SftpSubsystemFactory();
    Watch watch = new Watch(folder, ledger);
    sftp.addSftpEventListener(watch);
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost(address);
    server.setPort(port);
    server.setKeyPairProvider(KeyPairProvider.wrap(host));
    server.setPasswordAuthenticator(null);
    server.setPublickeyAuthenticator(
        (user, key, session) -> watch.letsIn(user, KeyUtils.compareKeys(key, client)));
    server.setFileSystemFactory(
        new VirtualFileSystemFactory() {
          @Override
          public Path getUserHomeDir(SessionContext session) throws IOException {
            return Files.createDirectories(folder.resolve(session.getUsername()));
          }
        });
    server.setSubsystemFactories(List.of(sftp));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "shutdown"));
    server.start();
    Thread.currentThread().join();
  }

  private static void stop(SshServer server) {
    try {
      server.stop(true);
    } catch (IOException ending) {
      ROOT.log(Level.FINE, "the server did not stop in good order", ending);
    }
  }

  /** Writes down what happens to files, before the other side is told that it did. */
  private static final class Watch implements SftpEventListener {
    private final Path folder;
    private final Path ledger;

    Watch(Path folder, Path ledger) {
      this.folder = folder;
      this.ledger = ledger;
    }

    /** Whether this user may log in with a key that is the suite's or is not. */
    boolean letsIn(String user, boolean hasKey) {
      if (!USER.matcher(user).matches()) {
        return false;
      }
      if (hasKey && !Files.exists(folder.resolve(user + ".closed"))) {
        return true;
      }
      try {
        note(user, "refused", "", null, 0, 0);
      } catch (IOException unwritten) {
        ROOT.log(Level.SEVERE, "a refused login could not be written down", unwritten);
      }
      return false;
    }

    @Override
    public void open(ServerSession session, String remoteHandle, Handle handle) throws IOException {
      note(session, "open", handle.getFile(), null, 0, 0);
    }

    @Override
    public void writing(
        ServerSession session,
        String remoteHandle,
        FileHandle handle,
        long offset,
        byte[] data,
        int dataOffset,
        int dataLength)
        throws IOException {
      Path quota = folder.resolve(session.getUsername() + ".quota");
      if (Files.exists(quota)
          && offset + dataLength > Long.parseLong(Files.readString(quota).strip())) {
        note(session, "full", handle.getFile(), null, 0, offset);
        throw new FileSystemException(handle.getFile().toString(), null, "No space left on device");
      }
      note(session, "write", handle.getFile(), null, dataLength, offset);
    }

    @Override
    public void moved(
        ServerSession session,
        Path from,
        Path to,
        Collection<CopyOption> options,
        @Nullable Throwable failed)
        throws IOException {
      note(session, failed == null ? "rename" : "rename-failed", from, to, 0, 0);
    }

    @Override
    public void removed(
        ServerSession session, Path path, boolean isDirectory, @Nullable Throwable failed)
        throws IOException {
      note(session, failed == null ? "remove" : "remove-failed", path, null, 0, 0);
    }

    private void note(
        ServerSession session, String what, Path path, @Nullable Path to, long bytes, long offset)
        throws IOException {
      note(
          session.getUsername(),
          what,
          path.getFileName().toString(),
          to == null ? null : to.getFileName().toString(),
          bytes,
          offset);
    }

    private synchronized void note(
        String user, String what, String file, @Nullable String to, long bytes, long offset)
        throws IOException {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("at", Instant.now().toString());
      line.put("user", user);
      line.put("what", what);
      line.put("file", file);
      if (to != null) {
        line.put("to", to);
      }
      line.put("offset", offset);
      line.put("bytes", bytes);
      try (Writer out =
          Files.newBufferedWriter(
              ledger,
              StandardCharsets.UTF_8,
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND)) {
        out.write(JSON.writeValueAsString(line) + "\n");
      }
    }
  }
}

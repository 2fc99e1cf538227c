package org.openroi.redaction.folder;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.openroi.event.DeliveryId;
import org.openroi.redaction.PackageStore;
import org.openroi.redaction.StoredPackage;

/**
 * {@link PackageStore} in a folder. A draft is a file named {@code .part} until it is committed:
 * synced, then renamed, then the folder synced.
 */
@ApplicationScoped
class FolderPackageStore implements PackageStore {
  private static final Pattern REFERENCE = Pattern.compile("[0-9a-f-]{36}-[0-9]{1,9}\\.pgp");
  private static final String PART = ".part";
  private static final int BUFFER = 65_536;

  private final Path folder;

  FolderPackageStore(@ConfigProperty(name = "openroi.redaction.package-folder") Path folder) {
    this.folder = folder;
  }

  @Override
  public Draft draft(DeliveryId delivery, int epoch) throws IOException {
    Files.createDirectories(folder);
    return new FileDraft(delivery + "-" + epoch + ".pgp");
  }

  @Override
  public InputStream open(String reference) throws IOException {
    return Files.newInputStream(file(reference));
  }

  @Override
  public List<String> untouchedSince(Instant before) throws IOException {
    List<String> untouched = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          String name = file.getFileName().toString();
          String reference =
              name.endsWith(PART) ? name.substring(0, name.length() - PART.length()) : name;
          if (REFERENCE.matcher(reference).matches() && isOlder(file, before)) {
            untouched.add(reference);
          }
        }
      }
    }
    return untouched;
  }

  private static boolean isOlder(Path file, Instant than) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(than);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  @Override
  public void delete(String reference) throws IOException {
    Files.deleteIfExists(file(reference));
    Files.deleteIfExists(folder.resolve(reference + PART));
  }

  private Path file(String reference) {
    if (!REFERENCE.matcher(reference).matches()) {
      throw new IllegalArgumentException("no reference of this store");
    }
    return folder.resolve(reference);
  }

  private final class FileDraft implements Draft {
    private final String reference;
    private final Path part;
    private final FileChannel channel;
    private final Counted counted;
    private final OutputStream stream;
    private boolean committed;

    FileDraft(String reference) throws IOException {
      this.reference = reference;
      part = folder.resolve(reference + PART);
      channel =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      counted = new Counted(Channels.newOutputStream(channel));
      stream = new BufferedOutputStream(counted, BUFFER);
    }

    @Override
    public OutputStream stream() {
      return stream;
    }

    @Override
    public StoredPackage commit() throws IOException {
      stream.flush();
      if (channel.isOpen()) {
        channel.force(true);
        channel.close();
      } else {
        try (FileChannel again = FileChannel.open(part, StandardOpenOption.WRITE)) {
          again.force(true);
        }
      }
      Files.move(part, file(reference), StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
      committed = true;
      return new StoredPackage(reference, counted.sha256(), counted.bytes);
    }

    @Override
    public void close() throws IOException {
      channel.close();
      if (!committed) {
        Files.deleteIfExists(part);
      }
    }
  }

  private static final class Counted extends OutputStream {
    private final OutputStream out;
    private final MessageDigest digest;
    private long bytes;

    Counted(OutputStream out) {
      this.out = out;
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException every) {
        throw new IllegalStateException("every Java platform has SHA-256", every);
      }
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      out.write(buffer, offset, length);
      digest.update(buffer, offset, length);
      bytes += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }

    String sha256() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}

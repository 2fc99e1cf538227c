package org.openroi.redaction;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Entries of a package, counted and hashed as they are written. */
final class Entries {
  private static final LocalDateTime FIRST = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Entries() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has SHA-256", every);
    }
  }

  /** A time would say when the record was read: it has the first one that an archive can say. */
  static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(FIRST);
    return entry;
  }

  /** One entry; closing it leaves the archive open. */
  static final class Entry extends OutputStream {
    private final String name;
    private final ZipOutputStream zip;
    private final MessageDigest digest = sha256();
    private long bytes;

    Entry(String name, ZipOutputStream zip) throws IOException {
      this.name = name;
      this.zip = zip;
      zip.putNextEntry(entry(name));
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      zip.write(buffer, offset, length);
      digest.update(buffer, offset, length);
      bytes += length;
    }

    Manifest.Entry end(String mediaType, Map<String, Integer> resources) throws IOException {
      zip.closeEntry();
      return new Manifest.Entry(
          name, mediaType, bytes, HexFormat.of().formatHex(digest.digest()), resources);
    }
  }
}

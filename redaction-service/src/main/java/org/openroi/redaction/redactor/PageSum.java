package org.openroi.redaction.redactor;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Tells whether a page is the one that was read before. */
final class PageSum {
  private final long bytes;
  private final byte[] sha256;

  private PageSum(long bytes, byte[] sha256) {
    this.bytes = bytes;
    this.sha256 = sha256;
  }

  void require(PageSum other) throws RecordChanged {
    if (bytes != other.bytes || !Arrays.equals(sha256, other.sha256)) {
      throw new RecordChanged();
    }
  }

  /** Sums what is read through it. */
  static final class Input extends FilterInputStream {
    private final MessageDigest digest;
    private long bytes;

    Input(InputStream in) {
      super(in);
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException every) {
        throw new IllegalStateException("every Java platform has SHA-256", every);
      }
    }

    @Override
    public int read() throws IOException {
      int c = in.read();
      if (c >= 0) {
        digest.update((byte) c);
        bytes++;
      }
      return c;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      if (read > 0) {
        digest.update(buffer, offset, read);
        bytes += read;
      }
      return read;
    }

    /** Of all that was read; asked for once, at the end. */
    PageSum sum() {
      return new PageSum(bytes, digest.digest());
    }
  }
}

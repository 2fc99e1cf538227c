package org.openroi.redaction;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.openroi.event.DeliveryId;

/** Where sealed packages rest. Holds ciphertext only. */
public interface PackageStore {
  /** A package in the making; nothing of it stays unless it is committed. */
  Draft draft(DeliveryId delivery, int epoch) throws IOException;

  InputStream open(String reference) throws IOException;

  /**
   * Packages and drafts that nobody has touched since then: one that was to be made by whoever is
   * gone is among them.
   */
  List<String> untouchedSince(Instant before) throws IOException;

  /** Destroys a package; nothing happens when it is not there. */
  void delete(String reference) throws IOException;

  interface Draft extends AutoCloseable {
    OutputStream stream();

    /** Makes it last, a crash of the machine included. */
    StoredPackage commit() throws IOException;

    /** Destroys what was not committed. */
    @Override
    void close() throws IOException;
  }
}

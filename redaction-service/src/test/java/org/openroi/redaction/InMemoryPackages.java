package org.openroi.redaction;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openroi.event.DeliveryId;
import org.openroi.event.EventCodec;

/** {@link PackageStore} in a map. */
final class InMemoryPackages implements PackageStore {
  private final Map<String, byte[]> all = new ConcurrentHashMap<>();

  StoredPackage put(DeliveryId delivery, int epoch, byte[] sealed) {
    String reference = delivery + "-" + epoch + ".pgp";
    all.put(reference, sealed);
    return new StoredPackage(reference, EventCodec.sha256(sealed), sealed.length);
  }

  Set<String> references() {
    return Set.copyOf(all.keySet());
  }

  void damage(String reference) {
    byte[] bytes = all.get(reference).clone();
    bytes[bytes.length / 2] ^= 1;
    all.put(reference, bytes);
  }

  @Override
  public Draft draft(DeliveryId delivery, int epoch) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return new Draft() {
      @Override
      public OutputStream stream() {
        return bytes;
      }

      @Override
      public StoredPackage commit() {
        return put(delivery, epoch, bytes.toByteArray());
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public InputStream open(String reference) throws IOException {
    byte[] bytes = all.get(reference);
    if (bytes == null) {
      throw new NoSuchFileException(reference);
    }
    return new ByteArrayInputStream(bytes);
  }

  /** All of them: time does not pass here. */
  @Override
  public List<String> untouchedSince(Instant before) {
    return List.copyOf(all.keySet());
  }

  @Override
  public void delete(String reference) {
    all.remove(reference);
  }
}

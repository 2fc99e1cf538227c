package org.openroi.redaction.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchedOutputTest {
  private static final long SEED = 20_261_120L;

  @Test
  void givesEveryByteToTheNextAndToTheReader() throws IOException {
    Random random = new Random(SEED);
    byte[] bytes = new byte[3_000_000];
    random.nextBytes(bytes);
    ByteArrayOutputStream next = new ByteArrayOutputStream();
    AtomicReference<byte[]> read = new AtomicReference<>();
    WatchedOutput out = new WatchedOutput(next, in -> read.set(in.readAllBytes()));
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(bytes.length - at, random.nextInt(100_000));
      out.write(bytes, at, length);
      at += length;
    }
    assertThat(out.isUnderstood()).isFalse();
    out.close();
    assertThat(out.isUnderstood()).isTrue();
    assertThat(next.toByteArray()).isEqualTo(bytes);
    assertThat(read.get()).isEqualTo(bytes);
  }

  @Test
  void isNotStalledByAReaderThatStopsEarlyAndKnowsThatItDid() throws IOException {
    for (WatchedOutput.Reader reader :
        new WatchedOutput.Reader[] {
          InputStream::read,
          in -> {
            throw new IOException("not understood");
          },
          in -> {
            in.readNBytes(200_000);
            throw new IllegalStateException("a fault of ours");
          }
        }) {
      WatchedOutput out = new WatchedOutput(OutputStream.nullOutputStream(), reader);
      out.write(new byte[2_000_000]);
      out.close();
      assertThat(out.isUnderstood()).isFalse();
    }
  }

  @Test
  void breaksTheWriterWhenTheReaderIsBroken() throws IOException {
    WatchedOutput out =
        new WatchedOutput(
            OutputStream.nullOutputStream(),
            in -> {
              in.readAllBytes();
              throw new OutOfMemoryError("made up");
            });
    out.write(new byte[2_000_000]);
    assertThatThrownBy(out::close).isInstanceOf(IOException.class);
    assertThat(out.isUnderstood()).isFalse();
  }

  @Test
  void endsItsReaderWhenTheWriterIsInterrupted() throws Exception {
    AtomicReference<Thread> reader = new AtomicReference<>();
    WatchedOutput out =
        new WatchedOutput(
            OutputStream.nullOutputStream(),
            in -> {
              reader.set(Thread.currentThread());
              in.readAllBytes();
            });
    out.write(1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(out::close).isInstanceOf(IOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(out.isUnderstood()).isFalse();
    if (reader.get() != null) {
      reader.get().join();
    }
  }
}

package org.openroi.redaction.rest;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses a body that turns out too large while it is read, when it did not say so before. */
@Singleton
class BodyLimit {
  private final long most;

  BodyLimit(@ConfigProperty(name = "openroi.redaction.max-body-size") MemorySize most) {
    this.most = most.asLongValue();
  }

  @ServerRequestFilter
  public void limit(ContainerRequestContext request) {
    if (request.getLength() < 0 && request.hasEntity()) {
      request.setEntityStream(new Limited(request.getEntityStream(), most));
    }
  }

  private static final class Limited extends FilterInputStream {
    private long left;

    private Limited(InputStream body, long most) {
      super(body);
      left = most;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    /** Closing reads on to the end, which is what a body over the limit must not be granted. */
    @Override
    public void close() throws IOException {
      if (left >= 0) {
        super.close();
      }
    }

    private void count(int read) {
      left -= read;
      if (left < 0) {
        throw new Refusal(Problem.of(413));
      }
    }
  }
}

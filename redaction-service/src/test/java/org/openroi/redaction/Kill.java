package org.openroi.redaction;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.openroi.event.DeliveryId;
import org.openroi.event.Endpoint;
import org.openroi.event.ReleaseId;

/**
 * Kills a worker at one of its steps: before or after anything that the world could notice. From
 * then on it does nothing more, whatever its code says.
 */
final class Kill implements UnaryOperator<Workshop.Ports> {
  /** As if the process were gone. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    private Killed() {
      super("killed", null, false, false);
    }
  }

  private int left;
  private boolean dead;

  /**
   * @param step the step that it does not survive, counted from 0
   */
  Kill(int step) {
    left = step;
  }

  /** Whether it came so far. */
  boolean happened() {
    return dead;
  }

  private void step() {
    if (dead || left-- == 0) {
      dead = true;
      throw new Killed();
    }
  }

  @Override
  public Workshop.Ports apply(Workshop.Ports real) {
    return new Workshop.Ports(
        new Mortal(real.disclosures()),
        real.events(),
        channel(real.channel()),
        permits(real.permits()),
        packages(real.packages()),
        _ -> step());
  }

  private SendPermits permits(SendPermits real) {
    return new SendPermits() {
      @Override
      public Permission ask(ReleaseId release, DeliveryId delivery, int decisionVersion) {
        step();
        Permission permission = real.ask(release, delivery, decisionVersion);
        step();
        return permission;
      }

      @Override
      public void close(ReleaseId release, DeliveryId delivery) {
        step();
        real.close(release, delivery);
        step();
      }
    };
  }

  private PackageStore packages(PackageStore real) {
    return new PackageStore() {
      @Override
      public Draft draft(DeliveryId delivery, int epoch) throws IOException {
        return real.draft(delivery, epoch);
      }

      @Override
      public InputStream open(String reference) throws IOException {
        step();
        return real.open(reference);
      }

      @Override
      public List<String> untouchedSince(Instant before) throws IOException {
        return real.untouchedSince(before);
      }

      @Override
      public void delete(String reference) throws IOException {
        real.delete(reference);
      }
    };
  }

  private Channel channel(Channel real) {
    return new Channel() {
      @Override
      public boolean reaches(Endpoint endpoint) {
        return real.reaches(endpoint);
      }

      @Override
      public RemoteFolder connect(Endpoint endpoint) throws ChannelFailure {
        step();
        return folder(real.connect(endpoint));
      }
    };
  }

  private RemoteFolder folder(RemoteFolder real) {
    return new RemoteFolder() {
      @Override
      public OptionalLong size(String name) throws ChannelFailure {
        step();
        return real.size(name);
      }

      @Override
      public String sha256(String name) throws ChannelFailure {
        step();
        return real.sha256(name);
      }

      @Override
      public boolean upload(String name, InputStream bytes, MayWrite mayWrite)
          throws ChannelFailure, IOException {
        step();
        boolean whole =
            real.upload(
                name,
                bytes,
                () -> {
                  step();
                  return mayWrite.now();
                });
        step();
        return whole;
      }

      @Override
      public void rename(String from, String to) throws ChannelFailure {
        step();
        real.rename(from, to);
        step();
      }

      @Override
      public void remove(String name) throws ChannelFailure {
        step();
        real.remove(name);
        step();
      }

      /** The kernel does it for those who are gone. */
      @Override
      public void close() {
        real.close();
      }
    };
  }

  /** A store that hears nothing more of who is gone. */
  private final class Mortal implements Disclosures {
    private final Disclosures real;

    Mortal(Disclosures real) {
      this.real = real;
    }

    @Override
    public void add(Disclosure disclosure) {
      step();
      real.add(disclosure);
    }

    @Override
    public Optional<Disclosure> find(ReleaseId release) {
      step();
      return real.find(release);
    }

    @Override
    public Optional<Disclosure> lock(ReleaseId release) {
      step();
      return real.lock(release);
    }

    @Override
    public Optional<Disclosure> claim(Work work, Duration lease) {
      step();
      return real.claim(work, lease);
    }

    @Override
    public boolean prolong(ReleaseId release, int epoch, Duration lease) {
      step();
      return real.prolong(release, epoch, lease);
    }

    @Override
    public void save(Disclosure disclosure) {
      step();
      real.save(disclosure);
    }

    @Override
    public List<Disclosure> list(@Nullable Standing standing, Set<String> facilities, int most) {
      return real.list(standing, facilities, most);
    }

    @Override
    public List<Attempt> attempts(DeliveryId delivery) {
      return real.attempts(delivery);
    }

    @Override
    public List<StoredPackage> withdrawnPackages(int most) {
      return real.withdrawnPackages(most);
    }

    @Override
    public boolean hasPackage(String reference) {
      return real.hasPackage(reference);
    }

    @Override
    public void destroyed(StoredPackage pack) {
      real.destroyed(pack);
    }
  }
}

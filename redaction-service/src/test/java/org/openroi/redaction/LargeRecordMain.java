package org.openroi.redaction;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openroi.redaction.openpgp.PgpFixture;

/** Seals one record in a process of its own, and says what came of it and how much heap it took. */
final class LargeRecordMain {
  private LargeRecordMain() {}

  public static void main(String[] args) throws Exception {
    SealFixture f = new SealFixture(Path.of(args[0]), new PgpFixture().publicKey());
    SealOutcome outcome = f.seal();
    System.out.println(outcome.getClass().getSimpleName());
    if (outcome instanceof SealOutcome.Sealed sealed) {
      System.out.println("items " + sealed.items() + ", bytes " + sealed.pack().bytes());
    }
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    System.out.println("heap peak MB " + (peak >> 20));
    Files.writeString(Path.of(args[0], "done"), outcome.getClass().getSimpleName());
  }
}

package org.openroi.audit.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openroi.audit.CheckpointFile;
import org.openroi.audit.Verification;
import org.openroi.audit.VerifyLog;
import org.openroi.audit.log.Checkpoint;
import org.openroi.audit.log.SignerKey;
import org.openroi.audit.log.VerifierKey;
import org.openroi.kafka.TopicsFile;

/**
 * Verifies a log without the service: reads the database, the exported checkpoints and the public
 * key, prints what it found and ends with 0 for a sound log, 1 for any other, 2 when it could not
 * look.
 */
public final class VerifyMain {
  private static final int SOUND = 0;
  private static final int NOT_SOUND = 1;
  private static final int COULD_NOT_LOOK = 2;

  private VerifyMain() {}

  /**
   * @param args connection string, database, key (a {@code name+id+key} line, or a file that holds
   *     one or a PEM key), checkpoint file
   */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int status = run(args, out);
    out.flush();
    System.exit(status);
  }

  static int run(String[] args, PrintStream out) {
    if (args.length != 4) {
      out.println("Usage: VerifyMain MONGODB-URI DATABASE PUBLIC-KEY-OR-FILE CHECKPOINT-FILE");
      return COULD_NOT_LOOK;
    }
    Path file = Path.of(args[3]);
    try {
      long start = System.nanoTime();
      VerifierKey key = key(args[2], file);
      Verification found = verify(args[0], args[1], key, file);
      print(found, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), out);
      return found.isSound() ? SOUND : NOT_SOUND;
    } catch (MongoException unreachable) {
      out.println("The database cannot be read: " + unreachable.getClass().getSimpleName() + ".");
    } catch (IOException | UncheckedIOException unreadable) {
      out.println("The checkpoint file or the key file cannot be read.");
    } catch (IllegalArgumentException invalid) {
      out.println("The key or the connection string is not valid: " + invalid.getMessage() + ".");
    }
    return COULD_NOT_LOOK;
  }

  private static Verification verify(
      String uri, String database, VerifierKey key, Path checkpointFile) {
    MongoClientSettings settings =
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(uri))
            .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(10, TimeUnit.SECONDS))
            .build();
    try (MongoClient client = MongoClients.create(settings)) {
      MongoAuditLog log = new MongoAuditLog(new LogDatabase(client, database), key.name());
      return CheckpointFile.read(
          checkpointFile, notes -> new VerifyLog(log, TopicsFile.compacted()).verify(key, notes));
    }
  }

  /** A PEM file holds no name: the key is then the one of the log that the export begins with. */
  private static VerifierKey key(String keyOrFile, Path checkpointFile) throws IOException {
    String text =
        Files.isRegularFile(Path.of(keyOrFile)) ? Files.readString(Path.of(keyOrFile)) : keyOrFile;
    if (!text.contains("-----BEGIN ")) {
      return VerifierKey.parse(text);
    }
    String name =
        CheckpointFile.read(
            checkpointFile,
            notes -> {
              if (!notes.hasNext()) {
                throw new IllegalArgumentException("the checkpoint file names no log");
              }
              return Checkpoint.parse(notes.next().text()).origin();
            });
    return text.contains("PRIVATE KEY")
        ? SignerKey.ofPem(name, text).verifier()
        : VerifierKey.ofPem(name, text);
  }

  private static void print(Verification found, long millis, PrintStream out) {
    out.println("Audit log   " + found.log());
    out.printf(
        "Read        %,d entries (%,d bytes), %,d checkpoints, %,d exported checkpoints, in %,d ms%n",
        found.entries(), found.bytes(), found.checkpoints(), found.exported(), millis);
    out.println("Root        " + found.root().base64());
    if (found.unsigned() > 0) {
      out.printf("Unsigned    the last %,d entries have no checkpoint yet%n", found.unsigned());
    }
    found
        .findings()
        .forEach(
            each -> out.printf("NOT SOUND   at sequence %d: %s%n", each.sequence(), each.what()));
    if (found.findingsInAll() > found.findings().size()) {
      out.printf("            and %,d more%n", found.findingsInAll() - found.findings().size());
    }
    out.println(
        found.isSound()
            ? "Verified    every entry, field, checkpoint and version"
            : "The log is NOT what was signed, or not what was recorded.");
  }
}

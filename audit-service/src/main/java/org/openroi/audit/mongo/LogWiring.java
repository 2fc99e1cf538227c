package org.openroi.audit.mongo;

import com.mongodb.client.MongoClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.openroi.audit.CheckpointFile;
import org.openroi.audit.Checkpoints;
import org.openroi.audit.Cursors;
import org.openroi.audit.ExportedCheckpoints;
import org.openroi.audit.Quarantine;
import org.openroi.audit.VerifyLog;
import org.openroi.audit.log.SignerKey;
import org.openroi.kafka.TopicsFile;

/** Makes the ports of the log and the key that signs it. */
@ApplicationScoped
class LogWiring {
  private final AuditSettings settings;

  LogWiring(AuditSettings settings) {
    this.settings = settings;
  }

  @Produces
  @Singleton
  LogDatabase database(
      MongoClient client, @ConfigProperty(name = "quarkus.mongodb.database") String name) {
    return new LogDatabase(client, name);
  }

  @Produces
  @Singleton
  MongoAuditLog log(LogDatabase database) {
    return new MongoAuditLog(database, settings.log());
  }

  @Produces
  @Singleton
  Checkpoints checkpoints(LogDatabase database) {
    return new MongoCheckpoints(database, settings.log());
  }

  @Produces
  @Singleton
  Cursors cursors(LogDatabase database) {
    return new MongoCursors(database, settings.log());
  }

  @Produces
  @Singleton
  Quarantine quarantine(LogDatabase database) {
    return new MongoQuarantine(database);
  }

  @Produces
  @Singleton
  ExportedCheckpoints exported() {
    return new CheckpointFile(settings.checkpointFile());
  }

  @Produces
  @Singleton
  SignerKey key() {
    try {
      return SignerKey.ofPem(settings.log(), Files.readString(settings.signingKeyFile()));
    } catch (IOException unreadable) {
      throw new IllegalStateException(
          "openroi.audit.signing-key-file names no readable file", unreadable);
    }
  }

  @Produces
  @Singleton
  VerifyLog verification(MongoAuditLog log) {
    return new VerifyLog(log, TopicsFile.compacted());
  }
}

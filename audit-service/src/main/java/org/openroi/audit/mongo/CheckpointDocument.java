package org.openroi.audit.mongo;

import java.time.Instant;
import java.util.List;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonString;
import org.openroi.audit.SignedCheckpoint;
import org.openroi.audit.StoredLog.StoredCheckpoint;
import org.openroi.audit.log.Checkpoint;
import org.openroi.audit.log.SignedNote;

/** A checkpoint as a document, and back. */
final class CheckpointDocument {
  private CheckpointDocument() {}

  static BsonDocument of(SignedCheckpoint signed) {
    Checkpoint checkpoint = signed.checkpoint();
    return new BsonDocument("_id", new BsonInt64(checkpoint.size()))
        .append("log", new BsonString(checkpoint.origin()))
        .append("number", new BsonInt32(signed.number()))
        .append("size", new BsonInt64(checkpoint.size()))
        .append("root", new BsonString(checkpoint.root().toString()))
        .append("note", new BsonString(signed.note().toString()))
        .append("signedAt", new BsonDateTime(signed.signedAt().toEpochMilli()));
  }

  /**
   * @throws IllegalStateException when the document was changed so that it is none of ours
   */
  static SignedCheckpoint read(BsonDocument document) {
    try {
      SignedNote note = SignedNote.parse(document.getString("note").getValue());
      return new SignedCheckpoint(
          document.getInt32("number").getValue(),
          Checkpoint.parse(note.text()),
          note,
          Instant.ofEpochMilli(document.getDateTime("signedAt").getValue()));
    } catch (BsonInvalidOperationException | IllegalArgumentException malformed) {
      throw new IllegalStateException("a checkpoint's document is malformed; verify the log");
    }
  }

  /** Reads whatever is there and says what is wrong with it. */
  static StoredCheckpoint readUntrusted(BsonDocument document) {
    try {
      return new StoredCheckpoint(
          document.getInt32("number").getValue(),
          document.getString("log").getValue(),
          document.getInt64("size").getValue(),
          document.getString("root").getValue(),
          document.getString("note").getValue(),
          Instant.ofEpochMilli(document.getDateTime("signedAt").getValue()),
          List.of());
    } catch (BsonInvalidOperationException malformed) {
      return new StoredCheckpoint(
          0, "", 0, "", "", null, List.of("a field is missing or of another type"));
    }
  }
}

package org.openroi.audit.mongo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import org.openroi.audit.Coordinates;
import org.openroi.audit.Entry;
import org.openroi.audit.EntryContent;
import org.openroi.audit.EntryFields;
import org.openroi.audit.StoredLog.StoredEntry;
import org.openroi.audit.log.Hash;

/** An entry as a document, and back. */
final class EntryDocument {
  private static final byte[] NOTHING = {};
  private static final Set<String> NAMES =
      Set.of(
          "_id",
          "log",
          "sequence",
          "leaf",
          "place",
          "bytes",
          "source",
          "id",
          "type",
          "subject",
          "version",
          "time",
          "custodian",
          "facility",
          "causation",
          "from");

  private EntryDocument() {}

  /** The {@code _id} is the sequence: it grows, and unlike a field it cannot be updated. */
  static BsonDocument of(String log, long sequence, EntryContent content) {
    EntryFields fields = content.fields();
    BsonDocument document =
        new BsonDocument("_id", new BsonInt64(sequence))
            .append("log", new BsonString(log))
            .append("sequence", new BsonInt64(sequence))
            .append("leaf", new BsonBinary(content.leaf().bytes()))
            .append("place", new BsonBinary(Hash.ofPlace(sequence, content.leaf()).bytes()))
            .append("bytes", new BsonBinary(content.bytes()))
            .append("source", new BsonString(fields.source()))
            .append("id", new BsonString(fields.id()))
            .append("type", new BsonString(fields.type()))
            .append("subject", new BsonString(fields.subject()))
            .append("version", new BsonInt32(fields.version()))
            .append("time", new BsonDateTime(fields.time().toEpochMilli()))
            .append("custodian", new BsonString(fields.custodian()))
            .append("facility", new BsonString(fields.facility()));
    if (fields.causation() != null) {
      document.append("causation", new BsonString(fields.causation()));
    }
    return document.append(
        "from",
        new BsonDocument("topic", new BsonString(content.from().topic()))
            .append("partition", new BsonInt32(content.from().partition()))
            .append("offset", new BsonInt64(content.from().offset())));
  }

  /**
   * @throws IllegalStateException when the document was changed so that it is none of ours
   */
  static Entry read(BsonDocument document) {
    try {
      return new Entry(
          document.getInt64("sequence").getValue(),
          new EntryContent(
              document.getBinary("bytes").getData(),
              Hash.of(document.getBinary("leaf").getData()),
              fields(document),
              from(document)));
    } catch (BsonInvalidOperationException | IllegalArgumentException malformed) {
      throw new IllegalStateException("a document of the log is malformed; verify the log");
    }
  }

  static Hash leaf(BsonDocument document) {
    try {
      return Hash.of(document.getBinary("leaf").getData());
    } catch (BsonInvalidOperationException | IllegalArgumentException malformed) {
      throw new IllegalStateException("a document of the log is malformed; verify the log");
    }
  }

  /**
   * Reads whatever is there and says what is wrong with it. Its place is the {@code _id}, which no
   * update can change.
   */
  static StoredEntry readUntrusted(String log, BsonDocument document) {
    List<String> faults = new ArrayList<>();
    long place = lenient(document, "_id", d -> d.getInt64("_id").getValue(), -1L);
    if (place < 0) {
      faults.add("the document's _id is no sequence");
    } else if (!new BsonInt64(place).equals(document.get("sequence"))) {
      faults.add("the field sequence is not the document's _id");
    }
    if (!new BsonString(log).equals(document.get("log"))) {
      faults.add("the field log is not this log");
    }
    Set<String> strangers = new TreeSet<>(document.keySet());
    strangers.removeAll(NAMES);
    if (!strangers.isEmpty()) {
      faults.add("the document has fields that no entry has");
    }
    byte[] bytes = lenient(document, "bytes", d -> d.getBinary("bytes").getData(), NOTHING);
    byte[] leaf = lenient(document, "leaf", d -> d.getBinary("leaf").getData(), NOTHING);
    if (leaf.length == Hash.LENGTH
        && !new BsonBinary(Hash.ofPlace(place, Hash.of(leaf)).bytes())
            .equals(document.get("place"))) {
      faults.add("this leaf was not appended at this place");
    }
    EntryFields fields = null;
    Coordinates from = null;
    try {
      fields = fields(document);
      from = from(document);
    } catch (BsonInvalidOperationException | IllegalArgumentException malformed) {
      faults.add("a field is missing or of another type");
    }
    return new StoredEntry(place, bytes, leaf, fields, from, faults);
  }

  private static <T> T lenient(
      BsonDocument document, String name, Function<BsonDocument, T> read, T otherwise) {
    try {
      return document.containsKey(name) ? read.apply(document) : otherwise;
    } catch (BsonInvalidOperationException anotherType) {
      return otherwise;
    }
  }

  private static EntryFields fields(BsonDocument document) {
    return new EntryFields(
        document.getString("source").getValue(),
        document.getString("id").getValue(),
        document.getString("type").getValue(),
        document.getString("subject").getValue(),
        document.getInt32("version").getValue(),
        Instant.ofEpochMilli(document.getDateTime("time").getValue()),
        document.getString("custodian").getValue(),
        document.getString("facility").getValue(),
        causation(document));
  }

  private static @Nullable String causation(BsonDocument document) {
    BsonValue causation = document.get("causation");
    return causation == null ? null : causation.asString().getValue();
  }

  private static Coordinates from(BsonDocument document) {
    BsonDocument from = document.getDocument("from");
    return new Coordinates(
        from.getString("topic").getValue(),
        from.getInt32("partition").getValue(),
        from.getInt64("offset").getValue());
  }
}

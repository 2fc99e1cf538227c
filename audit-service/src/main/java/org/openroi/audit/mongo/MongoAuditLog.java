package org.openroi.audit.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.conversions.Bson;
import org.openroi.audit.AuditLog;
import org.openroi.audit.Entry;
import org.openroi.audit.EntryContent;
import org.openroi.audit.EventKey;
import org.openroi.audit.StoredLog;
import org.openroi.audit.log.Hash;
import org.openroi.audit.log.TileRoot;

/**
 * The log on MongoDB: one document for each entry, and one small document for each full tile of
 * 256, so that a proof reads at most a few hundred hashes whatever the size of the log.
 */
final class MongoAuditLog implements AuditLog, StoredLog {
  private static final int DUPLICATE_KEY = 11_000;
  private static final int SCAN_BATCH = 2_000;
  private static final Bson LEAVES = Projections.include("sequence", "leaf");
  private static final Bson BY_SEQUENCE = Sorts.ascending("log", "sequence");

  private final LogDatabase database;
  private final String log;

  MongoAuditLog(LogDatabase database, String log) {
    this.database = database;
    this.log = log;
  }

  @Override
  public String origin() {
    return log;
  }

  @Override
  public long size() {
    BsonDocument last =
        database
            .entries()
            .find(Filters.eq("log", log))
            .sort(Sorts.descending("log", "sequence"))
            .projection(Projections.include("sequence"))
            .limit(1)
            .first();
    return last == null ? 0 : last.getInt64("sequence").getValue() + 1;
  }

  @Override
  public int append(long first, List<EntryContent> contents) {
    List<BsonDocument> documents = new ArrayList<>(contents.size());
    for (int i = 0; i < contents.size(); i++) {
      documents.add(EntryDocument.of(log, first + i, contents.get(i)));
    }
    database.prepare(log);
    try {
      database.entries().insertMany(documents, new InsertManyOptions().ordered(true));
      return contents.size();
    } catch (MongoBulkWriteException stopped) {
      return firstTaken(stopped);
    }
  }

  /** Where an ordered insert stopped, if it did so at a key that is taken and nothing else. */
  private static int firstTaken(MongoBulkWriteException stopped) {
    List<BulkWriteError> errors = stopped.getWriteErrors();
    if (stopped.getWriteConcernError() != null
        || errors.size() != 1
        || errors.getFirst().getCode() != DUPLICATE_KEY) {
      throw stopped;
    }
    return errors.getFirst().getIndex();
  }

  @Override
  public Map<EventKey, Hash> leavesOf(Collection<EventKey> events) {
    Map<EventKey, Hash> leaves = new HashMap<>();
    if (events.isEmpty()) {
      return leaves;
    }
    Set<String> ids = events.stream().map(EventKey::id).collect(Collectors.toSet());
    Set<EventKey> wanted = Set.copyOf(events);
    try (MongoCursor<BsonDocument> found =
        database
            .entries()
            .find(Filters.in("id", ids))
            .projection(Projections.include("source", "id", "leaf"))
            .iterator()) {
      while (found.hasNext()) {
        BsonDocument document = found.next();
        EventKey key =
            new EventKey(
                document.getString("source").getValue(), document.getString("id").getValue());
        if (wanted.contains(key)) {
          leaves.put(key, EntryDocument.leaf(document));
        }
      }
    }
    return leaves;
  }

  @Override
  public List<Hash> leaves(long from, int limit) {
    return contiguous(from, database.entries().find(from(from)).projection(LEAVES), limit).stream()
        .map(EntryDocument::leaf)
        .toList();
  }

  @Override
  public List<Entry> entries(long from, int limit) {
    return contiguous(from, database.entries().find(from(from)), limit).stream()
        .map(EntryDocument::read)
        .toList();
  }

  private Bson from(long sequence) {
    return Filters.and(Filters.eq("log", log), Filters.gte("sequence", sequence));
  }

  private static List<BsonDocument> contiguous(
      long from, FindIterable<BsonDocument> find, int limit) {
    List<BsonDocument> documents = new ArrayList<>();
    try (MongoCursor<BsonDocument> found =
        find.sort(BY_SEQUENCE).limit(limit).batchSize(limit).iterator()) {
      while (found.hasNext()) {
        BsonDocument document = found.next();
        if (document.getInt64("sequence").getValue() != from + documents.size()) {
          break;
        }
        documents.add(document);
      }
    }
    return documents;
  }

  @Override
  public Optional<Entry> entry(long sequence) {
    return Optional.ofNullable(
            database
                .entries()
                .find(Filters.and(Filters.eq("log", log), Filters.eq("sequence", sequence)))
                .first())
        .map(EntryDocument::read);
  }

  @Override
  public List<Entry> aboutSubject(String subject, int limit) {
    return read(
        database
            .entries()
            .find(Filters.eq("subject", subject))
            .sort(Sorts.ascending("subject", "sequence"))
            .limit(limit));
  }

  @Override
  public List<Entry> withEventId(String id) {
    return read(
        database.entries().find(Filters.eq("id", id)).sort(Sorts.ascending("id", "source")));
  }

  private static List<Entry> read(FindIterable<BsonDocument> find) {
    List<Entry> entries = new ArrayList<>();
    find.map(EntryDocument::read).into(entries);
    return entries;
  }

  @Override
  public void addTileRoots(List<TileRoot> roots) {
    if (roots.isEmpty()) {
      return;
    }
    List<BsonDocument> documents =
        roots.stream()
            .map(
                root ->
                    new BsonDocument("log", new BsonString(log))
                        .append("level", new BsonInt32(root.level()))
                        .append("index", new BsonInt64(root.index()))
                        .append("hash", new BsonBinary(root.hash().bytes())))
            .toList();
    database.prepare(log);
    try {
      database.tileRoots().insertMany(documents, new InsertManyOptions().ordered(false));
    } catch (MongoBulkWriteException some) {
      boolean allThere =
          some.getWriteConcernError() == null
              && some.getWriteErrors().stream().allMatch(e -> e.getCode() == DUPLICATE_KEY);
      if (!allThere) {
        throw some;
      }
    }
  }

  @Override
  public List<Hash> tile(int level, long index, int width) {
    long from = index * WIDTH;
    if (level == 0) {
      return leaves(from, width);
    }
    List<Hash> hashes = new ArrayList<>(width);
    try (MongoCursor<BsonDocument> found =
        database
            .tileRoots()
            .find(
                Filters.and(
                    Filters.eq("log", log),
                    Filters.eq("level", level - 1),
                    Filters.gte("index", from),
                    Filters.lt("index", from + width)))
            .sort(Sorts.ascending("log", "level", "index"))
            .iterator()) {
      while (found.hasNext()) {
        hashes.add(Hash.of(found.next().getBinary("hash").getData()));
      }
    }
    return hashes;
  }

  @Override
  public Stream<StoredEntry> entries() {
    return stream(
        database
            .entries()
            .find()
            .sort(Sorts.ascending("_id"))
            .batchSize(SCAN_BATCH)
            .map(document -> EntryDocument.readUntrusted(log, document)));
  }

  @Override
  public Stream<StoredCheckpoint> checkpoints() {
    BsonDocument last =
        database.checkpoints().find().sort(Sorts.descending("log", "size")).limit(1).first();
    if (last == null) {
      return Stream.empty();
    }
    return stream(
        database
            .checkpoints()
            .find(Filters.lte("size", last.get("size")))
            .sort(Sorts.ascending("log", "size"))
            .batchSize(SCAN_BATCH)
            .map(CheckpointDocument::readUntrusted));
  }

  private static <T> Stream<T> stream(com.mongodb.client.MongoIterable<T> found) {
    MongoCursor<T> cursor = found.iterator();
    Iterable<T> iterable = () -> cursor;
    return StreamSupport.stream(iterable.spliterator(), false).onClose(cursor::close);
  }
}

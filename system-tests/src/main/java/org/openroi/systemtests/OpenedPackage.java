package org.openroi.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.DeliveryId;
import org.openroi.event.LegalRoute;
import org.openroi.event.RecordType;
import org.openroi.event.ReleaseId;
import org.openroi.event.RequesterId;
import org.openroi.event.Scope;
import org.openroi.local.RecipientKeys;
import org.openroi.systemtests.checker.Disclosures.Manifest;
import org.openroi.systemtests.checker.Disclosures.Mark;
import org.openroi.systemtests.checker.Disclosures.Opened;
import org.openroi.systemtests.load.Canary;

/**
 * A package as its recipient opens it: decrypted with the recipient's key, unpacked, every entry
 * hashed. Small entries are kept.
 */
record OpenedPackage(Map<String, Part> parts) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String MANIFEST = "manifest.json";
  private static final int KEPT = 32 << 20;
  private static final int BUFFER = 1 << 16;

  /**
   * One entry.
   *
   * @param kept its bytes, where they are few
   */
  record Part(long bytes, String sha256, byte @Nullable [] kept, Set<Mark> marks) {}

  /**
   * Opens a package.
   *
   * @param keys folder of the recipients' keys
   * @return nothing where the user's key does not open it, or it is not whole
   */
  static Optional<OpenedPackage> of(Path file, Path keys, String user) {
    Map<String, Part> parts = new LinkedHashMap<>();
    try {
      new RecipientKeys(keys).open(file, user, (name, content) -> parts.put(name, part(content)));
      return Optional.of(new OpenedPackage(parts));
    } catch (IOException doesNotOpen) {
      return Optional.empty();
    }
  }

  private static Part part(InputStream content) throws IOException {
    MessageDigest sha = sha256();
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    byte[] buffer = new byte[BUFFER];
    String tail = "";
    long bytes = 0;
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      sha.update(buffer, 0, read);
      bytes += read;
      if (bytes <= KEPT) {
        kept.write(buffer, 0, read);
      }
      String seen = tail + new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
      if (seen.contains(Canary.RECORD)) {
        marks.add(Mark.PLAIN);
      }
      if (seen.contains(Canary.KEPT) || seen.contains(CanaryScan.inBase64(Canary.KEPT))) {
        marks.add(Mark.SENSITIVE);
      }
      tail = seen.substring(Math.max(0, seen.length() - 2 * Canary.RECORD.length()));
    }
    return new Part(
        bytes,
        HexFormat.of().formatHex(sha.digest()),
        bytes <= KEPT ? kept.toByteArray() : null,
        marks);
  }

  /** What the entries whose names begin so hold, in order. */
  List<byte[]> contents(String folder) {
    List<byte[]> contents = new ArrayList<>();
    parts.forEach(
        (name, part) -> {
          if (name.startsWith(folder) && part.kept() != null) {
            contents.add(part.kept());
          }
        });
    return contents;
  }

  /** As the checker wants it; nothing where there is no manifest that can be read. */
  Optional<Opened> forTheChecker() {
    Part manifest = parts.get(MANIFEST);
    if (manifest == null || manifest.kept() == null) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(manifest.kept());
      Set<Mark> marks = EnumSet.noneOf(Mark.class);
      parts.values().forEach(part -> marks.addAll(part.marks()));
      return Optional.of(
          new Opened(
              manifest(node),
              manifest.sha256(),
              holdsJust(node.path("entries")),
              List.copyOf(marks)));
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /** Whether these entries and the manifest are all there is, each as it is listed. */
  private boolean holdsJust(JsonNode entries) {
    Set<String> listed = new HashSet<>(Set.of(MANIFEST));
    for (JsonNode entry : entries) {
      String name = entry.path("name").asText();
      Part part = parts.get(name);
      if (part == null
          || !listed.add(name)
          || part.bytes() != entry.path("bytes").asLong(-1)
          || !part.sha256().equals(entry.path("sha256").asText())) {
        return false;
      }
    }
    return listed.equals(parts.keySet());
  }

  private static Manifest manifest(JsonNode node) {
    Set<RecordType> types = EnumSet.noneOf(RecordType.class);
    node.at("/scope/recordTypes").forEach(type -> types.add(RecordType.valueOf(type.asText())));
    return new Manifest(
        ReleaseId.of(node.path("release").asText()),
        DeliveryId.of(node.path("delivery").asText()),
        node.path("decision").asText(),
        node.path("decisionVersion").asInt(),
        node.path("policyVersion").asText(),
        LegalRoute.valueOf(node.path("route").asText()),
        RequesterId.of(node.at("/recipient/requester").asText()),
        node.at("/recipient/endpoint").asText(),
        new Scope(types, day(node.at("/scope/from")), day(node.at("/scope/to"))),
        node.path("items").asInt());
  }

  private static @Nullable LocalDate day(JsonNode node) {
    return node.isTextual() ? LocalDate.parse(node.asText()) : null;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has SHA-256", every);
    }
  }
}

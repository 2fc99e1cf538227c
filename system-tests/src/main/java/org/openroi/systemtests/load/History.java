package org.openroi.systemtests.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openroi.event.Channel;
import org.openroi.event.ReleaseStatus;
import org.openroi.systemtests.checker.Call;

/**
 * The client's history: one line per attempt, on the disk before the client goes on. It holds ids
 * and hashes, and no patient.
 */
public final class History implements AutoCloseable {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final FileChannel file;

  public History(Path path) throws IOException {
    file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  synchronized void write(Call call) {
    ObjectNode line = JSON.createObjectNode();
    line.put("at", call.at().toString());
    line.put("id", call.id());
    line.put("channel", call.channel().name());
    line.put("kind", call.kind().name());
    line.put("sha256", call.sha256());
    line.put("outcome", call.outcome().name().toLowerCase(Locale.ROOT));
    line.put("answer", call.answer());
    ArrayNode rests = line.putArray("rests");
    call.rests().stream().map(ReleaseStatus::name).sorted().forEach(rests::add);
    try {
      ByteBuffer bytes =
          ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(false);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Every line of a history. */
  public static List<Call> read(Path path) throws IOException {
    try (Stream<String> lines = Files.lines(path, StandardCharsets.UTF_8)) {
      return lines.map(History::call).toList();
    }
  }

  private static Call call(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      Set<ReleaseStatus> rests = EnumSet.noneOf(ReleaseStatus.class);
      node.path("rests").forEach(rest -> rests.add(ReleaseStatus.valueOf(rest.asText())));
      return new Call(
          node.path("id").asText(),
          Channel.valueOf(node.path("channel").asText()),
          Call.Kind.valueOf(node.path("kind").asText()),
          node.path("sha256").asText(),
          Call.Outcome.valueOf(node.path("outcome").asText().toUpperCase(Locale.ROOT)),
          text(node, "answer"),
          Set.copyOf(rests),
          Instant.parse(node.path("at").asText()));
    } catch (IOException notALine) {
      throw new UncheckedIOException(notALine);
    }
  }

  private static @Nullable String text(JsonNode node, String name) {
    return node.hasNonNull(name) ? node.get(name).asText() : null;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

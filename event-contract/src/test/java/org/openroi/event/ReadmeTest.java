package org.openroi.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a reader copies from the README works. */
class ReadmeTest {
  private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
  private static final Pattern HEADER = Pattern.compile("(?m)^(?:headers)? +([\\w-]+): (\\S+)$");
  private static final Pattern VALUE = Pattern.compile("(?m)^value +(.*)$");

  private final String readme;

  ReadmeTest() throws IOException {
    readme = Files.readString(Path.of("README.md"));
  }

  @Test
  void bothSubmissionsAreTheSameEvent() {
    Matcher structured = JSON.matcher(readme);
    assertThat(structured.find()).isTrue();
    Map<String, String> headers = new HashMap<>();
    HEADER.matcher(readme).results().forEach(h -> headers.put(h.group(1), h.group(2)));
    Matcher value = VALUE.matcher(readme);
    assertThat(value.find()).isTrue();
    EventEnvelope event = EventCodec.decode(headers, value.group(1).getBytes(UTF_8));
    assertThat(EventCodec.decodeStructured(structured.group(1).getBytes(UTF_8))).isEqualTo(event);
    Topics.requireMayWrite(event, "roi.submissions.engine-a.v1");
  }

  @Test
  void theCatalogueHasEveryTypeOnItsTopic() {
    for (EventType type : EventType.values()) {
      String name = type.wire().replaceAll("^org\\.openroi\\.|\\.v1$", "");
      String row =
          readme
              .lines()
              .filter(line -> line.startsWith("| [`" + name + "`]"))
              .findFirst()
              .orElse("");
      assertThat(row).contains("schemas/" + type.wire() + ".json");
      assertThat(row).contains(type.topic().orElse("`"));
    }
    assertThat(
            readme.lines().filter(line -> line.startsWith("| [`") && line.contains("schemas/org")))
        .hasSameSizeAs(EventType.values());
    assertThat(Stream.of(InvalidEvent.Reason.values()).map(Enum::name))
        .allSatisfy(reason -> assertThat(readme).contains("`" + reason + "`"));
  }
}

package org.openroi.kafka;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came, before anybody believed it. Cannot print its content.
 *
 * @param headers names in lower case; a name that came twice is empty, which no attribute may be
 */
public record InboundRecord(
    String topic,
    int partition,
    long offset,
    byte @Nullable [] key,
    Map<String, String> headers,
    byte @Nullable [] value) {

  public static InboundRecord of(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      String text =
          header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
      headers.merge(header.key().toLowerCase(Locale.ROOT), text, (first, second) -> "");
    }
    return new InboundRecord(
        record.topic(), record.partition(), record.offset(), record.key(), headers, record.value());
  }

  /** {@code topic/partition/offset}. */
  public String coordinates() {
    return topic + "/" + partition + "/" + offset;
  }

  @Override
  public String toString() {
    return coordinates();
  }
}

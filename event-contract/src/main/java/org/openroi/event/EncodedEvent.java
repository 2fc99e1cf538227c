package org.openroi.event;

import java.util.Map;

/**
 * An event as bytes, CloudEvents binary mode for Kafka: the attributes as headers, the data as the
 * value.
 *
 * @param key the Kafka key: the subject
 * @param headers in a fixed order, {@code content-type} and {@code ce_*}
 * @param value canonical JSON of the data (RFC 8785), UTF-8
 */
public record EncodedEvent(String key, Map<String, String> headers, byte[] value) {}

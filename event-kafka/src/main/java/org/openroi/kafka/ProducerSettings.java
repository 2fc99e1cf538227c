package org.openroi.kafka;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The one way in which this suite writes to Kafka. */
public final class ProducerSettings {
  /** After this the broker's answer no longer counts; a relay's lease is longer. */
  public static final int DELIVERY_TIMEOUT_MS = 10_000;

  /** How long a send may wait for metadata or for memory. */
  public static final int MAX_BLOCK_MS = 3_000;

  private ProducerSettings() {}

  /**
   * Settings of a producer of byte[] that is told "sent" only when every in-sync replica has it.
   */
  public static Map<String, Object> of(String bootstrapServers, String clientId) {
    boolean mutant = Mutant.armed() == Mutant.ACKS_1;
    return Map.ofEntries(
        Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
        Map.entry(ProducerConfig.CLIENT_ID_CONFIG, clientId),
        Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
        Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
        Map.entry(ProducerConfig.ACKS_CONFIG, mutant ? "1" : "all"),
        Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, !mutant),
        // The relay sends a claim at once and waits for it: lingering would only add latency.
        Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
        Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 262_144),
        Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
        Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS),
        Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS),
        Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000));
  }
}

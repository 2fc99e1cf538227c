package org.openroi.local.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.openroi.local.TestComponents;

/** A Kafka broker with every topic: {@code kafka.bootstrap.servers}. */
public final class KafkaTestResource implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of("kafka.bootstrap.servers", TestComponents.kafka());
  }

  @Override
  public void stop() {}
}

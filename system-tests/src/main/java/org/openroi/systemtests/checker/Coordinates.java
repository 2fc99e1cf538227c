package org.openroi.systemtests.checker;

/** Where a record lies in Kafka. */
public record Coordinates(String topic, int partition, long offset) {
  @Override
  public String toString() {
    return topic + "/" + partition + "/" + offset;
  }
}

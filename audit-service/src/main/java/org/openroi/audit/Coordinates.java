package org.openroi.audit;

/** Where an event first came from. Not part of the leaf: a replay may bring it again elsewhere. */
public record Coordinates(String topic, int partition, long offset) {
  public Coordinates {
    if (partition < 0 || offset < 0) {
      throw new IllegalArgumentException("coordinates are not negative");
    }
  }

  @Override
  public String toString() {
    return topic + "/" + partition + "/" + offset;
  }
}

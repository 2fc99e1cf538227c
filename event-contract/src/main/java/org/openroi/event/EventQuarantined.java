package org.openroi.event;

/**
 * A message was set aside: its bytes rest encrypted with the consumer that could not take it.
 *
 * @param consumer the consumer group
 * @param bytesSha256 SHA-256 of the message's value, lower-case hexadecimal
 */
public record EventQuarantined(
    String topic,
    int partition,
    long offset,
    String consumer,
    String bytesSha256,
    InvalidEvent.Reason reason)
    implements ReleaseEvent {
  public EventQuarantined {
    Checks.text("topic", topic, 249);
    Checks.notNegative("partition", partition);
    Checks.notNegative("offset", offset);
    Checks.code("consumer", consumer);
    Checks.sha256("bytesSha256", bytesSha256);
    Checks.present("reason", reason);
  }

  @Override
  public String subject() {
    return topic + "/" + partition + "/" + offset;
  }
}

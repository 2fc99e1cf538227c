package org.openroi.systemtests;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends of a benchmark: all at once, and a figure counts only if every one was acknowledged. */
record Sends(List<Future<RecordMetadata>> sends) {

  static Sends of(
      KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
    return new Sends(records.stream().map(producer::send).toList());
  }

  /** Returns when the broker has acknowledged all of them. */
  void await() {
    for (Future<RecordMetadata> send : sends) {
      try {
        send.get();
      } catch (ExecutionException failed) {
        throw new IllegalStateException("a send failed", failed.getCause());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", interrupted);
      }
    }
  }
}

package org.openroi.systemtests;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.openroi.kafka.ProducerSettings;

/**
 * The floor of the path: a hand-written relay that consumes and produces the same bytes with the
 * same client, the same settings and acks=all, and does nothing else.
 */
final class BareRelay implements AutoCloseable {
  private static final String IN = "bench.in";
  private static final String OUT = "bench.out";
  private static final int PARTITIONS = 4;
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> in;
  private final KafkaConsumer<byte[], byte[]> out;
  private final KafkaProducer<byte[], byte[]> relay;
  private final Thread thread = new Thread(this::run, "bare-relay");
  private volatile boolean stopping;

  BareRelay(String bootstrapServers) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      List<NewTopic> topics =
          Stream.of(IN, OUT)
              .map(name -> new NewTopic(name, Optional.of(PARTITIONS), Optional.empty()))
              .toList();
      admin.createTopics(topics).all().get();
    }
    in = consumer(bootstrapServers, IN);
    out = consumer(bootstrapServers, OUT);
    relay = new KafkaProducer<>(ProducerSettings.of(bootstrapServers, "bare-relay"));
    thread.start();
  }

  /** How long these take from the first send until the last has come out. */
  Duration take(
      KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
    Instant begin = Instant.now();
    Sends sends = Sends.of(producer, records.stream().map(record -> to(IN, record)).toList());
    int seen = 0;
    while (seen < records.size()) {
      seen += out.poll(POLL).count();
    }
    sends.await();
    return Duration.between(begin, Instant.now());
  }

  private static ProducerRecord<byte[], byte[]> to(
      String topic, ProducerRecord<byte[], byte[]> record) {
    return new ProducerRecord<>(topic, null, null, record.key(), record.value(), record.headers());
  }

  private void run() {
    while (!stopping) {
      ConsumerRecords<byte[], byte[]> batch = in.poll(POLL);
      List<ProducerRecord<byte[], byte[]>> copies = new ArrayList<>(batch.count());
      batch.forEach(
          record ->
              copies.add(
                  new ProducerRecord<>(
                      OUT, null, null, record.key(), record.value(), record.headers())));
      if (!batch.isEmpty()) {
        Sends.of(relay, copies).await();
        in.commitSync();
      }
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, String topic) {
    Properties settings = new Properties();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, "bench-" + topic);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return consumer;
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    relay.close();
    in.close();
    out.close();
  }
}

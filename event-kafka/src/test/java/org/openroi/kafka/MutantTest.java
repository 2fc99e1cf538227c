package org.openroi.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MutantTest {
  @Test
  void isArmedOnlyWhereMutantsAreAllowed() {
    assertThat(Mutant.in(Map.of("OPENROI_MUTANT", "acks-1"))).isEqualTo(Mutant.NONE);
    assertThat(Mutant.in(Map.of("OPENROI_MUTANT", "acks-1", "OPENROI_ALLOW_MUTANTS", "yes")))
        .isEqualTo(Mutant.ACKS_1);
    assertThat(Mutant.in(Map.of("OPENROI_ALLOW_MUTANTS", "yes"))).isEqualTo(Mutant.NONE);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyOneCanBeArmed(Mutant mutant) {
    assertThat(
            Stream.of(
                    "no-inbox",
                    "acks-1",
                    "commit-before-transaction",
                    "retry-without-reconcile",
                    "re-encrypt-on-retry",
                    "cursor-outbox",
                    "dead-letter-swallowed",
                    "w-0",
                    "stale-revocation")
                .map(name -> Map.of("OPENROI_MUTANT", name, "OPENROI_ALLOW_MUTANTS", "yes"))
                .map(Mutant::in))
        .contains(mutant);
  }

  @Test
  void noMutantMeansEveryReplicaAcknowledges() {
    assertThat(ProducerSettings.of("localhost:9092", "relay"))
        .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
        .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
        .containsEntry(ProducerConfig.LINGER_MS_CONFIG, 0);
  }
}

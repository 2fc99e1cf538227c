package org.openroi.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.*;
import java.util.*;
import org.junit.jupiter.api.Test;

class SmokeTest {
  @Test
  void roundTrips() {
    var e =
        new EventEnvelope(
            new EventId("a"),
            "/openroi/intake",
            Instant.parse("2026-01-01T00:00:00Z"),
            "c",
            "f",
            null,
            1,
            new ReleaseRequested(
                new ReleaseId(new UUID(1, 2)),
                new RequesterId(new UUID(1, 3)),
                "main",
                PurposeOfUse.HLEGAL,
                new Scope(
                    Set.of(RecordType.BILLING, RecordType.ALLERGIES),
                    LocalDate.of(2025, 1, 1),
                    null),
                null,
                new PatientRef(new UUID(3, 4)),
                Channel.REST,
                Instant.parse("2026-01-01T00:00:00Z")));
    byte[] b = EventCodec.encodeStructured(e);
    System.out.println(new String(b));
    assertThat(EventCodec.decodeStructured(b)).isEqualTo(e);
    var enc = EventCodec.encode(e);
    assertThat(EventCodec.decode(enc.headers(), enc.value())).isEqualTo(e);
  }
}

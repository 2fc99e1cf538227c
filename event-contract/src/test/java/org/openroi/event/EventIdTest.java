package org.openroi.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdTest {
  private static final EventId CAUSE = new EventId("engine-a:000417");

  /** A replay in ten years must publish the same id again: these values never change. */
  @Test
  void theSameCauseLeadsToTheSameIdForEver() {
    assertThat(EventId.following(CAUSE, EventType.RELEASE_REQUESTED, "a").value())
        .isEqualTo("9775cef1-926e-89a9-aa90-5de477273daa");
    assertThat(EventId.following(new EventId("x"), EventType.RELEASE_DENIED, "é😀").value())
        .isEqualTo("4ba5443d-7a06-8ec0-8264-ad9268fced4c");
  }

  @Test
  void anotherCauseTypeOrSubjectLeadsToAnotherId() {
    Set<EventId> ids = new HashSet<>();
    for (EventId cause : List.of(CAUSE, new EventId("engine-a:00041"), new EventId("a"))) {
      for (EventType type : EventType.values()) {
        for (String subject : List.of("a", "b", "7a", "")) {
          ids.add(EventId.following(cause, type, subject));
        }
      }
    }
    assertThat(ids).hasSize(3 * EventType.values().length * 4);
  }

  @Test
  void isAUuidOfVersionEight() {
    UUID id = UUID.fromString(EventId.following(CAUSE, EventType.RELEASE_HELD, "a").value());
    assertThat(id.version()).isEqualTo(8);
    assertThat(id.variant()).isEqualTo(2);
  }
}

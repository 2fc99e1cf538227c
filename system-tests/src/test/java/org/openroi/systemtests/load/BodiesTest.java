package org.openroi.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openroi.event.EncodedEvent;
import org.openroi.event.EventCodec;
import org.openroi.event.InvalidEvent;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordType;
import org.openroi.event.Scope;
import org.openroi.event.Topics;
import org.openroi.systemtests.load.Bodies.Asked;

class BodiesTest {
  private static final String ID = "00000000-0000-4000-8000-000000000001";
  private static final Asked ASKED =
      new Asked(
          "somebody",
          ID,
          PurposeOfUse.HLEGAL,
          new Scope(Set.of(RecordType.LABORATORY_REPORT), null, null),
          null);

  @Test
  void anEventIsOfTheContract() {
    EncodedEvent event = Bodies.event(ID, "engine-a", ASKED);

    assertThatCode(() -> take(event)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource
  void poisonIsUnreadableOnItsTopicInEachOfItsWays(Poisons kind) {
    EncodedEvent poison = Bodies.poison(kind, ID, "engine-a", ASKED);

    assertThatThrownBy(() -> take(poison)).isInstanceOf(InvalidEvent.class);
  }

  @Test
  void twoPoisonsOfOneKindAreNotTheSameBytes() {
    for (Poisons kind : Poisons.values()) {
      assertThat(Bodies.poison(kind, ID, "engine-a", ASKED).value())
          .isNotEqualTo(
              Bodies.poison(kind, "00000000-0000-4000-8000-000000000002", "engine-a", ASKED)
                  .value());
    }
  }

  private static void take(EncodedEvent event) {
    Topics.requireMayWrite(
        EventCodec.decode(event.headers(), event.value()), Topics.submissions("engine-a"));
  }
}

package org.openroi.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeliveryIdTest {
  private static final ReleaseId RELEASE = ReleaseId.of("5b2f7c1e-94d3-4a66-8e0b-0f1d2c3b4a59");
  private static final RequesterId REQUESTER =
      RequesterId.of("7d9a1b52-3c4e-4f60-a1b2-c3d4e5f60718");

  /** A value that may never change: packages already sent have this name. */
  @Test
  void theSameDecisionIsAlwaysTheSameDelivery() {
    assertThat(DeliveryId.of(RELEASE, REQUESTER, "sftp-main", 3).toString())
        .isEqualTo("54ff0c5d-8359-834d-821d-36473cc77416");
  }

  @Test
  void anythingElseIsAnotherDelivery() {
    assertThat(
            Stream.of(
                    DeliveryId.of(RELEASE, REQUESTER, "sftp-main", 3),
                    DeliveryId.of(RELEASE, REQUESTER, "sftp-main", 4),
                    DeliveryId.of(RELEASE, REQUESTER, "sftp", 3),
                    DeliveryId.of(
                        RELEASE,
                        RequesterId.of("7d9a1b52-3c4e-4f60-a1b2-c3d4e5f60719"),
                        "sftp-main",
                        3),
                    DeliveryId.of(
                        ReleaseId.of("5b2f7c1e-94d3-4a66-8e0b-0f1d2c3b4a58"),
                        REQUESTER,
                        "sftp-main",
                        3))
                .distinct())
        .hasSize(5);
  }
}

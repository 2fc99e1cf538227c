package org.openroi.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openroi.authorization.policy.CaseFixture.AS_OF;
import static org.openroi.authorization.policy.CaseFixture.attorney;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.AuthorizationFixture;
import org.openroi.authorization.policy.CaseFixture;
import org.openroi.authorization.policy.ReleaseRequest;
import org.openroi.event.AuthorizationId;
import org.openroi.event.DeliveryId;
import org.openroi.event.ReleaseId;

/** What every {@link Permits} does. */
public abstract class PermitsContract {
  private final Authorization authorization = AuthorizationFixture.valid().fresh().build();
  private final ReleaseId release = new ReleaseId(UUID.randomUUID());
  private final DeliveryId delivery = new DeliveryId(UUID.randomUUID());

  protected abstract Permits permits();

  /** An authorization and a release that permits may name. */
  protected abstract void given(Authorization authorization, ReleaseRequest release);

  /** Waits until the validity of a permit granted now has passed. */
  protected abstract void letItPass(Duration validity);

  /** Runs in a transaction of its own. */
  protected abstract <T> T committed(Supplier<T> work);

  @BeforeEach
  void bothAreThere() {
    CaseFixture c = attorney();
    given(
        authorization,
        new ReleaseRequest(
            release,
            c.facility,
            c.requester,
            c.endpoint,
            c.purpose,
            c.scope,
            authorization.id(),
            c.patient,
            AS_OF));
  }

  private Duration grant(int decisionVersion, AuthorizationId under) {
    return committed(() -> permits().grant(release, delivery, decisionVersion, under));
  }

  private List<AuthorizationId> close() {
    return committed(() -> permits().close(release, delivery));
  }

  private boolean isOpen() {
    return committed(() -> permits().isOpenUnder(authorization.id()));
  }

  @Test
  void isOpenUntilItIsClosed() {
    assertThat(isOpen()).isFalse();
    assertThat(grant(1, authorization.id())).isPositive();
    assertThat(isOpen()).isTrue();
    assertThat(close()).containsExactly(authorization.id());
    assertThat(isOpen()).isFalse();
    assertThat(close()).isEmpty();
  }

  @Test
  void isOpenUntilItsTimeHasPassed() {
    Duration validity = grant(1, authorization.id());
    letItPass(validity);
    assertThat(isOpen()).isFalse();
    grant(1, authorization.id());
    assertThat(isOpen()).isTrue();
  }

  @Test
  void isGrantedAgainAfterItWasClosed() {
    grant(1, authorization.id());
    close();
    grant(1, authorization.id());
    assertThat(isOpen()).isTrue();
  }

  @Test
  void thoseOfTwoDecisionsAreTwo() {
    grant(1, authorization.id());
    grant(2, null);
    assertThat(isOpen()).isTrue();
    assertThat(close()).containsExactly(authorization.id());
    assertThat(isOpen()).isFalse();
  }

  @Test
  void oneWithoutAnAuthorizationIsUnderNone() {
    grant(1, null);
    assertThat(isOpen()).isFalse();
    assertThat(close()).isEmpty();
  }

  @Test
  void closesNoOther() {
    grant(1, authorization.id());
    assertThat(committed(() -> permits().close(release, new DeliveryId(UUID.randomUUID()))))
        .isEmpty();
    assertThat(isOpen()).isTrue();
  }
}

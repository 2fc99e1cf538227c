package org.openroi.redaction;

import java.time.Duration;
import org.openroi.event.StopClass;

/** Ways that a disclosure can have gone, for tests that begin at their end. */
public final class DisclosureSteps {
  private DisclosureSteps() {}

  /** A claim of one that has just begun. */
  public static Claim claim() {
    return new Claim(
        Disclosure.of(new DisclosureFixture().order(1)).claimed(), 0, Duration.ofSeconds(20));
  }

  public static Disclosure stopped(Disclosure begun, StopClass reason) {
    return begun.claimed().stop(reason, DisclosureFixture.NOW).disclosure();
  }

  public static Disclosure inDoubt(Disclosure begun, DisclosureFixture f) {
    return naming(begun, f).stop(StopClass.OUTCOME_UNKNOWN, DisclosureFixture.NOW).disclosure();
  }

  public static Disclosure delivered(Disclosure begun, DisclosureFixture f) {
    return naming(begun, f)
        .delivered(new Receipt(Receipt.By.SIZE, DisclosureFixture.NOW, null))
        .disclosure();
  }

  private static Disclosure naming(Disclosure begun, DisclosureFixture f) {
    return begun
        .claimed()
        .seal(f.parcel(begun.order().delivery()))
        .disclosure()
        .claimed()
        .attempt(DisclosureFixture.NOW)
        .disclosure()
        .renaming()
        .disclosure();
  }
}

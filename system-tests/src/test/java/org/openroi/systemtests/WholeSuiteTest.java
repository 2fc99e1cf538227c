package org.openroi.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 200 releases through the real processes while each of them is killed with SIGKILL at least once,
 * sixty faults in all, and what may be said of the suite afterwards. The tests share one suite and
 * one load.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeSuiteTest {
  private static final long SEED = 20_261_124;

  /** With these it is sixty faults. */
  private static final int LIGHT = 44;

  private static SuiteUnderTest suite;
  private static Run.Outcome outcome;

  @BeforeAll
  static void runTheLoadUnderFaults() throws Exception {
    Path home = Path.of("target", "suite-" + Instant.now().toEpochMilli());
    suite = SuiteUnderTest.start(home, Map.of());
    outcome =
        Run.of(new Run.Order("test", SEED, 200, 1, true, LIGHT, Duration.ofSeconds(110), 0), suite);
    System.out.println(
        outcome.order() + " " + outcome.load() + ", " + outcome.auditEntries() + " audit entries");
  }

  @AfterAll
  static void stop() {
    if (suite != null) {
      suite.close();
    }
  }

  @Test
  @Order(1)
  void nothingIsLostNothingIsThereTwiceAndNothingIsUnseen() {
    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.rested()).isTrue();
    assertThat(outcome.releases()).isGreaterThan(190);
    assertThat(outcome.faults()).isGreaterThanOrEqualTo(60);
    assertThat(outcome.load().uncertain()).as("the faults were felt").isPositive();
  }

  @Test
  @Order(2)
  void noMadeUpPatientIsFoundWhereNoneMayBe() throws Exception {
    CanaryScan.Result scan = CanaryScan.of(suite);

    assertThat(scan.found()).isEmpty();
    assertThat(scan.declared()).as("the scan sees what is there").isPositive();
  }

  @Test
  @Order(3)
  void theLogIsVerifiedAsItIs() throws Exception {
    Tampering.Verified verified = new Tampering(suite).verify();

    assertThat(verified.code()).as(verified.output()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  @Order(4)
  void tamperingWithTheLogIsFoundAndThePlaceNamed(Tampering.Kind kind) throws Exception {
    Tampering.Verdict verdict = new Tampering(suite).of(kind);

    assertThat(verdict.isFound()).as(verdict.toString()).isTrue();
  }

  @Test
  @Order(5)
  void theLogIsVerifiedAgainOnceItWasPutBack() throws Exception {
    Tampering.Verified verified = new Tampering(suite).verify();

    assertThat(verified.code()).as(verified.output()).isZero();
  }
}

package org.openroi.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.sshd.sftp.common.SftpConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openroi.event.DeliveryAttempted;
import org.openroi.event.DisclosureDelivered;
import org.openroi.event.DisclosureStopped;
import org.openroi.event.DisclosureWithdrawn;
import org.openroi.event.Endpoint;
import org.openroi.event.EndpointKind;
import org.openroi.event.StopClass;
import org.openroi.redaction.Attempt.State;
import org.openroi.redaction.sftp.SftpServer;
import org.openroi.redaction.sftp.SftpServer.Moment;

@DisplayName("A delivery, to a real SFTP server and under permits of a real HTTP server")
class DeliverDisclosureTest {
  @TempDir Path home;
  private Workshop w;

  @BeforeEach
  void open() {
    w = new Workshop(home);
    w.given();
  }

  @AfterEach
  void close() {
    w.close();
  }

  private void deliver() throws IOException {
    w.worker().deliver(w.claim().orElseThrow());
  }

  private void assertDelivered() {
    assertThat(w.standing()).isEqualTo(Standing.DELIVERED);
    assertThat(w.server.files()).containsOnly(java.util.Map.entry(w.name(), w.sha256));
    assertThat(w.published(DisclosureDelivered.class)).isEqualTo(1);
    assertThat(w.last().state()).isEqualTo(State.DELIVERED);
  }

  private void assertStopped(StopClass reason) {
    assertThat(w.now().stage()).isInstanceOf(Stage.Stopped.class);
    assertThat(((Stage.Stopped) w.now().stage()).reason()).isEqualTo(reason);
    assertThat(w.published(DisclosureStopped.class)).isEqualTo(1);
  }

  /** Not even with all the patience in the world. */
  private void assertStaysSo() {
    w.pass(Duration.ofDays(2));
    assertThat(w.claim()).isEmpty();
  }

  private void outlastPatience() throws IOException {
    for (int i = 0; i < 3 && w.standing() == Standing.TO_DELIVER; i++) {
      w.pass(Workshop.PATIENCE);
      deliver();
    }
  }

  @Test
  void arrivesOnceUnderItsName() throws IOException {
    deliver();
    assertDelivered();
    assertThat(w.server.bytes()).isEqualTo(w.sealed.length);
    assertThat(((Stage.Delivered) w.now().stage()).receipt().by()).isEqualTo(Receipt.By.SIZE);
    assertThat(w.server.ledger().getLast()).isEqualTo("rename " + w.name());
    assertThat(w.permits.asked().getFirst())
        .isEqualTo(
            "PUT /api/v1/releases/"
                + w.f.release
                + "/permits/"
                + w.f.order(1).delivery()
                + " {\"decisionVersion\":1} Bearer t-1");
    assertThat(w.permits.asked("DELETE")).isEqualTo(1);
    assertStaysSo();
  }

  @Test
  @DisplayName("That bytes are about to leave is on record before they do")
  void isAnnouncedFirst() throws IOException {
    AtomicInteger announced = new AtomicInteger(-1);
    w.server.once(
        Moment.OPENING, (_, _) -> announced.set((int) w.published(DeliveryAttempted.class)));
    deliver();
    assertThat(announced).hasValue(1);
    assertDelivered();
  }

  @Test
  void goesToTheFolderThatIsRegistered() throws IOException {
    Files.createDirectories(w.server.folder().resolve("in/box"));
    w.register(w.server.endpoint("/in/box/"));
    deliver();
    assertThat(w.standing()).isEqualTo(Standing.DELIVERED);
    assertThat(w.server.folder().resolve("in/box").resolve(w.name())).exists();
  }

  @Test
  @DisplayName("Taken away by the recipient as soon as it has its name, it has arrived")
  void takenAwayAtOnce() throws IOException {
    w.server.once(Moment.RENAMED, (_, _) -> Files.delete(w.server.folder().resolve(w.name())));
    deliver();
    assertThat(w.standing()).isEqualTo(Standing.DELIVERED);
    assertThat(((Stage.Delivered) w.now().stage()).receipt().by()).isEqualTo(Receipt.By.NAME);
  }

  @Nested
  @DisplayName("A named end")
  class ANamedEnd {

    @Test
    @DisplayName("another host key: stops at once, before anybody says who we are")
    void otherHost() throws IOException {
      w.register(w.server.endpointOfAnother());
      deliver();
      assertStopped(StopClass.HOST_KEY_MISMATCH);
      assertThat(w.server.logins()).isZero();
      assertThat(w.permits.asked()).isEmpty();
      assertThat(w.server.bytes()).isZero();
      assertStaysSo();
    }

    @Test
    void loginRefused() throws IOException {
      w.server.letNobodyIn();
      deliver();
      assertStopped(StopClass.RECIPIENT_REFUSED);
      assertThat(w.permits.asked()).isEmpty();
      assertStaysSo();
    }

    @Test
    void writingIsNotPermittedThere() throws IOException {
      w.server.fault(
          (moment, _) -> {
            if (moment == Moment.OPENING) {
              SftpServer.answers(SftpConstants.SSH_FX_PERMISSION_DENIED).at(moment, () -> {});
            }
          });
      deliver();
      assertStopped(StopClass.RECIPIENT_REFUSED);
      assertThat(w.server.files()).isEmpty();
      assertThat(w.last().state()).isEqualTo(State.FAILED);
    }

    @Test
    void noSuchFolder() throws IOException {
      w.register(w.server.endpoint("/nowhere"));
      deliver();
      assertStopped(StopClass.ENDPOINT_NOT_USABLE);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "https://clinic@127.0.0.1/",
          "sftp://127.0.0.1/no-user",
          "sftp://clinic:password@127.0.0.1/",
          "sftp://clinic@127.0.0.1/up/../../there",
          "sftp://clinic@127.0.0.1/?query",
          "not an address"
        })
    void badAddress(String address) throws IOException {
      w.register(DisclosureFixture.endpoint(address, w.server.endpoint().hostKey()));
      deliver();
      assertStopped(StopClass.ENDPOINT_NOT_USABLE);
      assertThat(w.server.bytes()).isZero();
    }

    @Test
    void noHostKeyOrOneThatIsNone() throws IOException {
      w.register(DisclosureFixture.endpoint(w.server.endpoint().address(), null));
      deliver();
      assertStopped(StopClass.ENDPOINT_NOT_USABLE);
    }

    @Test
    void aHostKeyThatIsNone() throws IOException {
      w.register(
          DisclosureFixture.endpoint(w.server.endpoint().address(), "ssh-ed25519 AAAAnonsense"));
      deliver();
      assertStopped(StopClass.ENDPOINT_NOT_USABLE);
    }

    @Test
    void anotherKindOfEndpoint() throws IOException {
      w.register(new Endpoint("inbox", EndpointKind.PORTAL, "portal", null, null));
      deliver();
      assertStopped(StopClass.ENDPOINT_NOT_USABLE);
    }

    @Test
    @DisplayName("missing in the directory: waits ten minutes for it, and no longer")
    void notInTheDirectory() throws IOException {
      w.requesters.keep(new DisclosureFixture().entry(w.server.endpoint()));
      InMemoryRequesters empty = w.requesters;
      empty.forget(w.f.requester);
      deliver();
      assertThat(w.standing()).isEqualTo(Standing.TO_DELIVER);
      w.pass(Duration.ofMinutes(9));
      deliver();
      assertThat(w.standing()).isEqualTo(Standing.TO_DELIVER);
      w.pass(Duration.ofMinutes(1));
      deliver();
      assertStopped(StopClass.ENDPOINT_NOT_USABLE);
    }

    @ParameterizedTest
    @ValueSource(
        ints = {
          SftpConstants.SSH_FX_FAILURE,
          SftpConstants.SSH_FX_NO_SPACE_ON_FILESYSTEM,
          SftpConstants.SSH_FX_QUOTA_EXCEEDED
        })
    @DisplayName("a full disk: tried again as long as there is patience, nothing left behind")
    void fullDisk(int status) throws IOException {
      AtomicInteger written = new AtomicInteger();
      w.server.fault(
          (moment, _) -> {
            if (moment == Moment.WRITING && written.incrementAndGet() % 2 == 0) {
              SftpServer.answers(status).at(moment, () -> {});
            }
          });
      deliver();
      assertThat(w.standing()).isEqualTo(Standing.TO_DELIVER);
      assertThat(w.last().state()).isEqualTo(State.FAILED);
      assertThat(w.server.files()).isEmpty();
      assertThat(w.permits.asked("DELETE")).isEqualTo(1);
      assertThat(w.claim()).as("it rests first").isEmpty();
      outlastPatience();
      assertStopped(StopClass.RECIPIENT_STORAGE_FAILED);
      assertThat(w.server.files()).isEmpty();
      assertStaysSo();
    }

    @Test
    void aFullDiskThatIsEmptiedAgain() throws IOException {
      w.server.once(Moment.WRITING, SftpServer.answers(SftpConstants.SSH_FX_FAILURE));
      deliver();
      w.workUntilSettled();
      assertDelivered();
      assertThat(w.published(DeliveryAttempted.class)).isEqualTo(2);
    }

    @Test
    @DisplayName("nobody there: tried without a permit or an attempt, as long as there is patience")
    void unreachable() throws IOException {
      w.server.stop();
      deliver();
      assertThat(w.standing()).isEqualTo(Standing.TO_DELIVER);
      assertThat(w.permits.asked()).isEmpty();
      assertThat(w.last()).isNull();
      outlastPatience();
      assertStopped(StopClass.RECIPIENT_UNREACHABLE);
    }

    @Test
    void nobodyThereForAWhile() throws IOException {
      w.server.stop();
      deliver();
      w.server.start();
      w.workUntilSettled();
      assertDelivered();
    }

    @Test
    @DisplayName("what rests in our store is damaged: it never gets a name")
    void damagedInOurStore() throws IOException {
      w.packages.damage(w.now().outgoing().parcel().pack().reference());
      deliver();
      assertStopped(StopClass.INTERNAL_FAULT);
      assertThat(w.server.files()).isEmpty();
      assertThat(w.published(DisclosureDelivered.class)).isZero();
    }

    @Test
    @DisplayName("what rests in our store is gone: we are broken, and say so after all patience")
    void goneFromOurStore() throws IOException {
      w.packages.delete(w.now().outgoing().parcel().pack().reference());
      assertThatThrownBy(DeliverDisclosureTest.this::deliver).isInstanceOf(IOException.class);
      assertThat(w.standing()).isEqualTo(Standing.TO_DELIVER);
      w.pass(Workshop.PATIENCE);
      assertThatThrownBy(DeliverDisclosureTest.this::deliver).isInstanceOf(IOException.class);
      assertStopped(StopClass.INTERNAL_FAULT);
      assertThat(w.server.bytes()).isZero();
    }
  }

  @Nested
  @DisplayName("An attempt that broke off")
  class AnAttemptThatBrokeOff {

    @ParameterizedTest
    @EnumSource(Moment.class)
    @DisplayName("is settled by what stands there, wherever the connection broke")
    void isSettled(Moment moment) throws IOException {
      if (moment == Moment.REMOVING || moment == Moment.REMOVED) {
        w.server.once(Moment.WRITING, SftpServer.drops());
        deliver();
        w.pass(Duration.ofSeconds(31));
      }
      w.server.once(moment, SftpServer.drops());
      deliver();
      assertThat(w.standing()).isEqualTo(Standing.TO_DELIVER);
      int closed = w.permits.asked("DELETE");
      assertThat(closed).as("something may still be on its way").isZero();
      w.workUntilSettled();
      assertDelivered();
    }

    @Test
    @DisplayName("after the rename: what stands there is read back, and nothing is sent again")
    void renamedAndNotAnswered() throws IOException {
      w.server.once(Moment.RENAMED, SftpServer.drops());
      deliver();
      assertThat(w.last().state()).isEqualTo(State.RENAMING);
      assertThat(w.server.files()).containsOnlyKeys(w.name());
      w.workUntilSettled();
      assertDelivered();
      assertThat(w.server.bytes()).isEqualTo(w.sealed.length);
      assertThat(((Stage.Delivered) w.now().stage()).receipt().by()).isEqualTo(Receipt.By.HASH);
      assertThat(w.published(DeliveryAttempted.class)).isEqualTo(1);
    }

    @Test
    @DisplayName("before the rename: what stands there whole gets its name, under a new permit")
    void notRenamed() throws IOException {
      w.server.once(Moment.RENAMING, SftpServer.drops());
      deliver();
      int permits = w.permits.asked("PUT");
      w.workUntilSettled();
      assertDelivered();
      assertThat(w.server.bytes()).isEqualTo(w.sealed.length);
      assertThat(w.permits.asked("PUT")).isGreaterThan(permits);
    }

    @Test
    void notRenamedAndRefusedNow() throws IOException {
      w.server.once(Moment.RENAMING, SftpServer.drops());
      deliver();
      w.permits.refuse();
      w.workUntilSettled();
      assertThat(w.standing()).isEqualTo(Standing.WITHDRAWN);
      assertThat(w.server.files()).isEmpty();
    }

    @Test
    @DisplayName("and of which nothing stands there any more waits for a person, never sent again")
    void nothingStandsThere() throws IOException {
      w.server.once(Moment.RENAMED, SftpServer.drops());
      deliver();
      Files.delete(w.server.folder().resolve(w.name()));
      long sent = w.server.bytes();
      w.workUntilSettled();
      assertStopped(StopClass.OUTCOME_UNKNOWN);
      assertThat(w.last().state()).isEqualTo(State.UNKNOWN);
      assertThat(w.server.bytes()).isEqualTo(sent);
      assertStaysSo();
    }

    @Test
    @DisplayName("and where something else stands waits for a person")
    void somethingElseStandsThere() throws IOException {
      w.server.once(Moment.RENAMED, SftpServer.drops());
      deliver();
      byte[] other = w.sealed.clone();
      other[7] ^= 1;
      Files.write(w.server.folder().resolve(w.name()), other);
      w.workUntilSettled();
      assertStopped(StopClass.OUTCOME_UNKNOWN);
    }

    @Test
    @DisplayName("and cannot be asked about is in doubt when patience ends")
    void cannotBeAsked() throws IOException {
      w.server.once(Moment.RENAMED, SftpServer.drops());
      deliver();
      w.server.stop();
      outlastPatience();
      assertStopped(StopClass.OUTCOME_UNKNOWN);
    }

    @Test
    @DisplayName("A name that the server refuses: what was sent is taken away, and sent again")
    void theNameIsRefused() throws IOException {
      w.server.once(Moment.RENAMING, SftpServer.answers(SftpConstants.SSH_FX_FAILURE));
      deliver();
      assertThat(w.last().state()).isEqualTo(State.FAILED);
      assertThat(w.server.files()).isEmpty();
      w.workUntilSettled();
      assertDelivered();
    }

    @Test
    @DisplayName("A server that says no and does it all the same is found out")
    void theServerSaysNoAndDoesIt() throws IOException {
      w.server.once(Moment.RENAMED, SftpServer.answers(SftpConstants.SSH_FX_FAILURE));
      deliver();
      w.workUntilSettled();
      assertDelivered();
      assertThat(w.server.bytes()).isEqualTo(w.sealed.length);
    }

    @Test
    @DisplayName("A person who was mistaken does not make it arrive twice")
    void aMistakenPerson() throws IOException {
      w.server.once(Moment.RENAMED, SftpServer.drops());
      deliver();
      Path named = w.server.folder().resolve(w.name());
      Path aside = w.server.folder().resolve("aside");
      Files.move(named, aside);
      w.workUntilSettled();
      Files.move(aside, named);
      ResumeDisclosure.Resumption resumption =
          new ResumeDisclosure(
                  w.disclosures,
                  (_, _, _, _) -> {},
                  new ChangeDisclosure(w.disclosures, w.events, new Custodian("c")))
              .resume(
                  w.f.release,
                  java.util.Set.of(DisclosureFixture.FACILITY),
                  ResumeDisclosure.Outcome.RETRY,
                  "officer-1",
                  w.time().instant())
              .orElseThrow();
      assertThat(resumption).isInstanceOf(ResumeDisclosure.Resumption.Resumed.class);
      w.workUntilSettled();
      assertDelivered();
      assertThat(w.server.bytes()).isEqualTo(w.sealed.length);
    }
  }

  @Nested
  @DisplayName("A permit")
  class APermit {

    @Test
    void isRefused() throws IOException {
      w.permits.refuse();
      deliver();
      assertThat(w.standing()).isEqualTo(Standing.WITHDRAWN);
      assertThat(w.server.bytes()).isZero();
      assertThat(w.server.ledger()).isEmpty();
      assertThat(w.published(DisclosureWithdrawn.class)).isEqualTo(1);
      assertThat(w.published(DeliveryAttempted.class)).isZero();
      assertStaysSo();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "503",
          "500",
          "401",
          "403",
          "404",
          "302",
          "409",
          "409 {}",
          "200",
          "200 {}",
          "200 nonsense",
          "200 {\"validForMillis\":0}",
          "200 {\"validForMillis\":\"30000\"}"
        })
    @DisplayName("is no permit unless it clearly is one: nothing is sent, and it is asked again")
    void noClearAnswer(String answer) throws IOException {
      String[] parts = answer.split(" ", 2);
      w.permits.answer(Integer.parseInt(parts[0]), parts.length > 1 ? parts[1] : "");
      deliver();
      assertThat(w.standing()).isEqualTo(Standing.TO_DELIVER);
      assertThat(w.server.ledger()).isEmpty();
      w.permits.grant(Duration.ofSeconds(30));
      w.workUntilSettled();
      assertDelivered();
    }

    @Test
    void nobodyAnswers() throws IOException {
      w.permits.stop();
      deliver();
      assertThat(w.standing()).isEqualTo(Standing.TO_DELIVER);
      assertThat(w.server.ledger()).isEmpty();
      w.pass(Workshop.PATIENCE);
      deliver();
      assertStopped(StopClass.INTERNAL_FAULT);
    }

    @Test
    @DisplayName("refused as it is renewed, half-way: not a byte more, and what went is taken away")
    void refusedHalfWay() throws IOException {
      w.permits.grantOnly(1);
      AtomicInteger chunks = new AtomicInteger();
      w.server.fault(
          (moment, _) -> {
            if (moment == Moment.WRITTEN && chunks.incrementAndGet() == 2) {
              w.pass(Duration.ofSeconds(11));
            }
          });
      deliver();
      assertThat(chunks).hasValue(2);
      assertThat(w.server.bytes()).isEqualTo(2 * 31 * 1_024);
      assertThat(w.standing()).isEqualTo(Standing.WITHDRAWN);
      assertThat(w.server.files()).isEmpty();
      assertThat(w.permits.asked("DELETE")).isEqualTo(1);
    }

    @Test
    @DisplayName("that ends half-way, with nobody to renew it: not a byte more")
    void endsHalfWay() throws IOException {
      AtomicInteger chunks = new AtomicInteger();
      w.server.fault(
          (moment, _) -> {
            if (moment == Moment.WRITTEN && chunks.incrementAndGet() == 2) {
              w.permits.answer(503, "");
              w.pass(Duration.ofSeconds(28));
            }
          });
      Claim claim = w.claim().orElseThrow();
      claim.hold(w.ticks().nanos(), Duration.ofHours(1));
      w.worker().deliver(claim);
      assertThat(chunks).hasValue(2);
      assertThat(w.standing()).isEqualTo(Standing.TO_DELIVER);
      assertThat(w.last().state()).isEqualTo(State.FAILED);
      assertThat(w.server.files()).isEmpty();
    }

    @Test
    @DisplayName("renewed every third of its time lets a slow upload through")
    void renewed() throws IOException {
      w.server.fault(
          (moment, _) -> {
            if (moment == Moment.WRITTEN) {
              w.pass(Duration.ofSeconds(11));
            }
          });
      Claim claim = w.claim().orElseThrow();
      claim.hold(w.ticks().nanos(), Duration.ofHours(1));
      w.worker().deliver(claim);
      assertDelivered();
      assertThat(w.permits.asked("PUT")).isGreaterThanOrEqualTo(4);
    }

    @Test
    @DisplayName("refused before the name is given: all bytes are there, and it never arrives")
    void refusedBeforeTheName() throws IOException {
      w.permits.grantOnly(1);
      w.server.once(Moment.CLOSED, (_, _) -> w.pass(Duration.ofSeconds(11)));
      deliver();
      assertThat(w.standing()).isEqualTo(Standing.WITHDRAWN);
      assertThat(w.server.files()).isEmpty();
    }
  }

  @Nested
  @DisplayName("A withdrawal")
  class AWithdrawal {

    @Test
    void whileItWaits() throws IOException {
      w.withdraw(2);
      assertThat(w.standing()).isEqualTo(Standing.WITHDRAWN);
      assertThat(w.claim()).isEmpty();
      assertThat(w.server.bytes()).isZero();
    }

    @Test
    @DisplayName("between the claim and the attempt: not a byte leaves")
    void betweenClaimAndAttempt() throws IOException {
      Claim claim = w.claim().orElseThrow();
      w.withdraw(2);
      w.worker().deliver(claim);
      assertThat(w.standing()).isEqualTo(Standing.WITHDRAWN);
      assertThat(w.server.ledger()).isEmpty();
      assertThat(w.published(DeliveryAttempted.class)).isZero();
    }

    @Test
    @DisplayName("while it is sent: what went is taken away, and it never gets a name")
    void whileItIsSent() throws IOException {
      w.server.once(Moment.WRITTEN, (_, _) -> w.withdraw(2));
      deliver();
      assertThat(w.standing()).isEqualTo(Standing.WITHDRAWN);
      assertThat(w.server.files()).isEmpty();
      assertThat(w.published(DisclosureWithdrawn.class)).isEqualTo(1);
      assertThat(w.published(DisclosureDelivered.class)).isZero();
    }

    @Test
    @DisplayName("as it is named: it has arrived, and that is said")
    void asItIsNamed() throws IOException {
      w.server.once(Moment.RENAMING, (_, _) -> w.withdraw(2));
      deliver();
      assertDelivered();
      assertThat(w.published(DisclosureWithdrawn.class)).isZero();
    }

    @Test
    @DisplayName("of an attempt that broke off: its rest is taken away without a permit")
    void ofOneThatBrokeOff() throws IOException {
      w.server.once(Moment.WRITTEN, SftpServer.drops());
      deliver();
      w.withdraw(2);
      assertThat(w.standing()).isEqualTo(Standing.TO_DELIVER);
      int permits = w.permits.asked("PUT");
      w.workUntilSettled();
      assertThat(w.standing()).isEqualTo(Standing.WITHDRAWN);
      assertThat(w.server.files()).isEmpty();
      assertThat(w.permits.asked("PUT")).isEqualTo(permits);
    }

    @Test
    @DisplayName("of an attempt whose name may be given: looked at first, and then as it is")
    void ofOneThatMayBeNamed() throws IOException {
      w.server.once(Moment.RENAMED, SftpServer.drops());
      deliver();
      w.withdraw(2);
      w.workUntilSettled();
      assertDelivered();
    }

    @Test
    void ofOneWhoseNameWasNotGiven() throws IOException {
      w.server.once(Moment.RENAMING, SftpServer.drops());
      deliver();
      w.withdraw(2);
      w.workUntilSettled();
      assertThat(w.standing()).isEqualTo(Standing.WITHDRAWN);
      assertThat(w.server.files()).isEmpty();
    }
  }

  @Nested
  @DisplayName("Two workers")
  class TwoWorkers {

    @Test
    @DisplayName("never get the same claim")
    void oneClaim() {
      assertThat(w.claim()).isPresent();
      assertThat(w.claim()).isEmpty();
    }

    @Test
    @DisplayName("A zombie wakes after another has delivered: nothing twice, not a byte more")
    void zombieWhileSending() throws Exception {
      CountDownLatch half = new CountDownLatch(1);
      CountDownLatch wake = new CountDownLatch(1);
      AtomicInteger chunks = new AtomicInteger();
      w.server.fault(
          (moment, _) -> {
            if (moment == Moment.WRITTEN && chunks.incrementAndGet() == 2) {
              half.countDown();
              await(wake);
            }
          });
      try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
        Claim zombie = w.claim().orElseThrow();
        Future<?> sleeping =
            threads.submit(
                () -> {
                  w.worker().deliver(zombie);
                  return null;
                });
        assertThat(half.await(10, TimeUnit.SECONDS)).isTrue();
        w.server.heal();
        w.pass(Workshop.LEASE);
        w.workUntilSettled();
        assertDelivered();
        long sent = w.server.bytes();
        wake.countDown();
        sleeping.get(30, TimeUnit.SECONDS);
        assertThat(w.server.bytes()).isEqualTo(sent);
        assertDelivered();
      }
    }

    @Test
    @DisplayName("A zombie that was about to give the name does not")
    void zombieBeforeTheName() throws Exception {
      Claim zombie = w.claim().orElseThrow();
      w.server.once(Moment.CLOSED, (_, _) -> w.pass(Workshop.LEASE));
      w.worker().deliver(zombie);
      assertThat(w.server.ledger()).noneMatch(each -> each.startsWith("rename"));
      w.workUntilSettled();
      assertDelivered();
    }

    @Test
    @DisplayName("A claim that is prolonged holds as long as the work takes")
    void aProlongedClaim() throws IOException {
      Claim claim = w.claim().orElseThrow();
      KeepClaim keepClaim = new KeepClaim(w.disclosures, w.patience(), w.ticks());
      w.server.fault(
          (moment, _) -> {
            if (moment == Moment.WRITTEN) {
              w.pass(Duration.ofSeconds(9));
              keepClaim.keep(claim);
            }
          });
      w.worker().deliver(claim);
      assertDelivered();
    }
  }

  @Nested
  @DisplayName("A seeded fault is visibly wrong")
  class ASeededFault {
    @Test
    void retryWithoutReconcile() throws IOException {
      w.server.once(Moment.RENAMED, SftpServer.drops());
      deliver();
      w.pass(Duration.ofSeconds(31));
      w.worker(UnaryOperator.identity(), Retrying.SEND_AGAIN).deliver(w.claim().orElseThrow());
      assertThat(w.server.files()).hasSize(2);
      assertThat(w.server.files().values()).containsOnly(w.sha256);
    }

    @Test
    void reencryptOnRetry() throws IOException {
      w.server.once(Moment.RENAMED, SftpServer.drops());
      deliver();
      w.pass(Duration.ofSeconds(31));
      w.worker(UnaryOperator.identity(), Retrying.SEAL_AND_SEND_AGAIN)
          .deliver(w.claim().orElseThrow());
      assertThat(w.server.files()).hasSize(2);
      assertThat(w.server.files().values()).doesNotHaveDuplicates();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

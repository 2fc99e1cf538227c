package org.openroi.systemtests.load;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.openroi.event.Channel;
import org.openroi.event.EventCodec;
import org.openroi.event.ReleaseStatus;
import org.openroi.systemtests.checker.Call;
import org.openroi.systemtests.checker.Call.Kind;
import org.openroi.systemtests.checker.Call.Outcome;

/** Makes calls, again under the same id while nobody knows what became of them. */
final class Attempts {
  private static final Duration PATIENCE = Duration.ofSeconds(6);
  private static final Duration PAUSE = Duration.ofMillis(400);
  private static final Duration GIVE_UP = Duration.ofMinutes(4);

  private final History history;
  private final LongAdder attempts = new LongAdder();
  private final LongAdder uncertain = new LongAdder();

  Attempts(History history) {
    this.history = history;
  }

  /**
   * What is called.
   *
   * @param body the bytes that go out, the same in every attempt
   * @param send does it once
   */
  record Called(
      String id, Channel channel, Kind kind, byte[] body, Set<ReleaseStatus> rests, Send send) {}

  /** Sends once and waits no longer than the time given. */
  interface Send {
    Answer once(Duration patience) throws IOException, InterruptedException;
  }

  /**
   * What the client was told.
   *
   * @param id that the answer named
   * @param body of the answer
   */
  record Answer(Outcome outcome, @Nullable String id, String body) {
    static final Answer LOST = new Answer(Outcome.INFO, null, "");
  }

  /** Calls until the answer is certain. */
  Answer insist(Called called) throws InterruptedException {
    Instant deadline = Instant.now().plus(GIVE_UP);
    while (true) {
      Answer answer = once(called, PATIENCE);
      if (answer.outcome() != Outcome.INFO) {
        return answer;
      }
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException(
            "no certain answer to " + called.kind() + " " + called.id() + " within " + GIVE_UP);
      }
      pause(PAUSE);
    }
  }

  /** Calls once and takes what comes. */
  Answer once(Called called, Duration patience) throws InterruptedException {
    Answer answer;
    try {
      answer = called.send().once(patience);
    } catch (IOException lost) {
      answer = Answer.LOST;
    }
    attempts.increment();
    if (answer.outcome() == Outcome.INFO) {
      uncertain.increment();
    }
    history.write(
        new Call(
            called.id(),
            called.channel(),
            called.kind(),
            EventCodec.sha256(called.body()),
            answer.outcome(),
            answer.id(),
            called.rests(),
            Instant.now()));
    return answer;
  }

  /** Asks once what changes nothing, and leaves no line. */
  Answer unrecorded(Send send) throws InterruptedException {
    try {
      return send.once(PATIENCE);
    } catch (IOException lost) {
      return Answer.LOST;
    }
  }

  long attempts() {
    return attempts.sum();
  }

  long uncertain() {
    return uncertain.sum();
  }

  static void pause(Duration time) {
    new CompletableFuture<Void>()
        .completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}

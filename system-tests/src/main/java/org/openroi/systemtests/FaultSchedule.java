package org.openroi.systemtests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Which faults come when, all of it drawn from one seed. */
record FaultSchedule(List<Due> faults) {
  private static final Duration LONGER_THAN_A_PERMIT = Duration.ofSeconds(35);

  /** One fault. */
  sealed interface Injected {}

  /** SIGKILL of one part. */
  record Kill(Part part) implements Injected {}

  /** SIGKILL of the broker, and of a service while it is away: what is not yet sent must not be. */
  record KillWithoutBroker(Part service) implements Injected {}

  /** SIGKILL of a service while its transactions cannot commit: what is read is not yet taken. */
  record KillWhileStalled(Part service) implements Injected {}

  /** SIGKILL of redaction when the recipient has a package and the receipt is not yet written. */
  record KillBeforeReceipt() implements Injected {}

  /** SIGSTOP, and SIGCONT later: for the process no time went by. */
  record Pause(Part part, Duration time) implements Injected {}

  /** SIGTERM: it ends in good order, and the supervisor starts it again. */
  record Terminate(Part service) implements Injected {}

  /** Every connection of a service to PostgreSQL is broken off. */
  record CutConnections(Part service) implements Injected {}

  /** The recipients' disks are full for a while. */
  record FullDisk(Duration time) implements Injected {}

  /**
   * When, counted from the start of the load.
   *
   * @param after the start
   */
  record Due(Duration after, Injected fault) {}

  /**
   * Every part killed this often, in an order of the seed's choosing, evenly over this time; with
   * {@code compound}, the faults of two parts at once as well, pauses, and those of a sending. A
   * campaign, in which parts are killed more than once, also pauses redaction for longer than a
   * permit lasts.
   *
   * @param light short pauses of any part, and connections cut
   */
  static FaultSchedule of(long seed, int timesEach, boolean compound, int light, Duration over) {
    List<Injected> faults = new ArrayList<>();
    Random random = new Random(seed);
    for (int i = 0; i < light; i++) {
      faults.add(
          i % 2 == 0
              ? new CutConnections(pick(random, Part.ON_POSTGRESQL))
              : new Pause(pick(random, List.of(Part.values())), Duration.ofMillis(500)));
    }
    for (int i = 0; i < timesEach; i++) {
      for (Part part : Part.values()) {
        faults.add(new Kill(part));
      }
    }
    if (compound) {
      for (Part service : List.of(Part.INTAKE, Part.AUTHORIZATION)) {
        faults.add(new KillWithoutBroker(service));
        faults.add(new KillWhileStalled(service));
      }
      faults.add(new KillBeforeReceipt());
      faults.add(new FullDisk(Duration.ofSeconds(5)));
      faults.add(new Pause(Part.REDACTION, Duration.ofSeconds(6)));
      faults.add(new Pause(Part.RECIPIENTS, Duration.ofSeconds(4)));
      if (timesEach > 1) {
        faults.add(new KillWithoutBroker(Part.REDACTION));
        faults.add(new KillWhileStalled(Part.REDACTION));
        faults.add(new KillBeforeReceipt());
        Part.SERVICES.forEach(service -> faults.add(new Terminate(service)));
        faults.add(new Pause(Part.AUTHORIZATION, Duration.ofSeconds(8)));
        faults.add(new Pause(Part.REDACTION, LONGER_THAN_A_PERMIT));
      }
    }
    Collections.shuffle(faults, random);
    // A group whose member was killed is idle until its session has run out: nothing would stall,
    // and nothing would be sent.
    faults.sort(Comparator.comparing(FaultSchedule::needsTraffic).reversed());
    List<Due> due = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      due.add(new Due(over.multipliedBy(i + 1L).dividedBy(faults.size() + 1L), faults.get(i)));
    }
    return new FaultSchedule(List.copyOf(due));
  }

  private static Part pick(Random random, List<Part> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static boolean needsTraffic(Injected fault) {
    return fault instanceof KillWhileStalled || fault instanceof KillBeforeReceipt;
  }
}

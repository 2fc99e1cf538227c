package org.openroi.systemtests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Which faults come when, all of it drawn from one seed. */
record FaultSchedule(List<Due> faults) {

  /** One fault. */
  sealed interface Injected {}

  /** SIGKILL of one part. */
  record Kill(Part part) implements Injected {}

  /** SIGKILL of the broker, and of a service while it is away: what is not yet sent must not be. */
  record KillWithoutBroker(Part service) implements Injected {}

  /** SIGKILL of a service while its transactions cannot commit: what is read is not yet taken. */
  record KillWhileStalled(Part service) implements Injected {}

  /**
   * When, counted from the start of the load.
   *
   * @param after the start
   */
  record Due(Duration after, Injected fault) {}

  /**
   * Every part killed this often, in an order of the seed's choosing, evenly over this time; with
   * {@code compound}, the faults of two parts at once as well.
   */
  static FaultSchedule of(long seed, int timesEach, boolean compound, Duration over) {
    List<Injected> faults = new ArrayList<>();
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
    }
    Collections.shuffle(faults, new Random(seed));
    // A group whose member was killed is idle until its session has run out: nothing would stall.
    faults.sort(Comparator.comparing(fault -> !(fault instanceof KillWhileStalled)));
    List<Due> due = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      due.add(new Due(over.multipliedBy(i + 1L).dividedBy(faults.size() + 1L), faults.get(i)));
    }
    return new FaultSchedule(List.copyOf(due));
  }
}

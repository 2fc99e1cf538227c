package org.openroi.systemtests.load;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.openroi.event.Channel;

/** What the client will do, all of it drawn from one seed. */
public record Plan(long seed, List<Step> steps) {

  sealed interface Step {
    int number();
  }

  /**
   * One release, and how its submission misbehaves.
   *
   * @param id Idempotency-Key or event id
   * @param duplicates how often the same submission is sent again after it was taken
   * @param otherBody whether another body then comes under the same id
   * @param brokenOff whether the client gives up at once and never asks again
   */
  record Release(
      int number,
      String id,
      Scenario scenario,
      Channel channel,
      String client,
      int duplicates,
      boolean otherBody,
      boolean brokenOff)
      implements Step {}

  /** A submission that is readable and not allowed. */
  record Refusable(int number, String id, Channel channel, String client) implements Step {}

  /** A message that nobody can take. */
  record Poison(int number, String id, Poisons kind, String client) implements Step {}

  /** A plan with this many releases, and refusals and poison among them. */
  public static Plan of(long seed, int releases) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < releases; i++) {
      steps.add(release(steps.size(), random));
      if (random.nextInt(20) == 0) {
        steps.add(
            new Refusable(
                steps.size(),
                id(random),
                pick(random, Channel.values()),
                pick(random, Load.CLIENTS)));
      }
      if (random.nextInt(12) == 0) {
        steps.add(
            new Poison(
                steps.size(),
                id(random),
                pick(random, Poisons.values()),
                pick(random, Load.CLIENTS)));
      }
    }
    return new Plan(seed, List.copyOf(steps));
  }

  private static Release release(int number, SplittableRandom random) {
    Scenario[] weighted =
        Stream.of(Scenario.values())
            .flatMap(scenario -> Stream.generate(() -> scenario).limit(scenario.weight()))
            .toArray(Scenario[]::new);
    Scenario scenario = pick(random, weighted);
    boolean plain = scenario == Scenario.SELF_ACCESS || scenario == Scenario.AUTHORIZED_BY_FORM;
    return new Release(
        number,
        id(random),
        scenario,
        pick(random, Channel.values()),
        pick(random, Load.CLIENTS),
        random.nextInt(5) == 0 ? 1 + random.nextInt(3) : 0,
        random.nextInt(20) == 0,
        plain && random.nextInt(12) == 0);
  }

  private static String id(SplittableRandom random) {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  @SafeVarargs
  private static <T> T pick(SplittableRandom random, T... from) {
    return from[random.nextInt(from.length)];
  }
}

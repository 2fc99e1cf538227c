package org.openroi.authorization.policy;

/**
 * One requirement of the law, named as the sentence that is true when it is met. Rules do not know
 * of each other: each is checked in every case it applies to, so that all reasons are reported.
 *
 * @param <C> what it is checked against: a {@link ReleaseCase}, or the {@link Reliance} of one on
 *     an authorization
 */
interface Rule<C> {
  Finding check(C c);

  /** The sentence, as it is kept with a decision. */
  default String name() {
    return getClass().getSimpleName();
  }
}

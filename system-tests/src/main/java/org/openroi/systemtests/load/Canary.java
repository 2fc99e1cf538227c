package org.openroi.systemtests.load;

/** Made-up words that stand where a patient would, and must not be found anywhere else. */
public final class Canary {
  /** Begins the value of every patient identifier. */
  public static final String IDENTIFIER = "ZZCANARYMRN";

  /** Begins the words of every authorization form. */
  public static final String FORM = "ZZCANARYFORM";

  private Canary() {}
}

package org.openroi.systemtests.load;

/** Made-up words that stand where a patient would, and must not be found anywhere else. */
public final class Canary {
  /** Begins the value of every patient identifier. */
  public static final String IDENTIFIER = "ZZCANARYMRN";

  /** Begins the words of every authorization form. */
  public static final String FORM = "ZZCANARYFORM";

  /** Stands in a record where every recipient may read it. */
  public static final String RECORD = "ZZCANARYRECORD";

  /** Stands in a record where no third party may read it that nothing was opened to. */
  public static final String KEPT = "ZZCANARYKEPT";

  private Canary() {}
}

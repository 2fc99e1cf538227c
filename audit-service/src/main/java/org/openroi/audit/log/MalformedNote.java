package org.openroi.audit.log;

/** Text or key material that is not of the form that c2sp.org/signed-note prescribes. */
public final class MalformedNote extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public MalformedNote(String what) {
    super(what);
  }
}

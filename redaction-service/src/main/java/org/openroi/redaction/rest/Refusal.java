package org.openroi.redaction.rest;

/** Ends a request with a problem. Carries no stack trace, no cause and nothing of the input. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Refusal(Problem problem) {
    super(problem.type(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}

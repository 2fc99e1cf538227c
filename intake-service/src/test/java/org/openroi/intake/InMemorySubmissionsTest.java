package org.openroi.intake;

class InMemorySubmissionsTest extends SubmissionsContract {
  private final Submissions submissions = new InMemorySubmissions();

  @Override
  protected Submissions submissions() {
    return submissions;
  }
}

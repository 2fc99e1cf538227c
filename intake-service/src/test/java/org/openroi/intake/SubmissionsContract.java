package org.openroi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openroi.event.ReleaseId;
import org.openroi.event.SubmissionRefusal;

/** Every {@link Submissions} remembers the first body under a key and what became of it. */
public abstract class SubmissionsContract extends PortContract {
  private static final String BODY = "a".repeat(64);
  private static final String OTHER_BODY = "b".repeat(64);

  private final SubmissionKey key = new SubmissionKey("/clients/x", UUID.randomUUID().toString());
  private final ReleaseId release = new ReleaseId(UUID.randomUUID());

  protected abstract Submissions submissions();

  @Test
  void givesAKeyToTheFirst() {
    inTransaction(() -> assertThat(submissions().claim(key, BODY, release)).isEmpty());
    inTransaction(
        () ->
            assertThat(submissions().claim(key, BODY, new ReleaseId(UUID.randomUUID())))
                .contains(new Submissions.Earlier(true, new Submission.Accepted(release))));
    inTransaction(
        () ->
            assertThat(submissions().claim(key, OTHER_BODY, release))
                .contains(new Submissions.Earlier(false, new Submission.Accepted(release))));
    SubmissionKey otherSender = new SubmissionKey("/clients/y", key.id());
    inTransaction(() -> assertThat(submissions().claim(otherSender, BODY, release)).isEmpty());
  }

  @Test
  void remembersARefusal() {
    inTransaction(
        () -> {
          assertThat(submissions().claim(key, BODY, release)).isEmpty();
          submissions().refuse(key, SubmissionRefusal.ENDPOINT_NOT_REGISTERED);
        });
    inTransaction(
        () ->
            assertThat(submissions().claim(key, BODY, release))
                .contains(
                    new Submissions.Earlier(
                        true, new Submission.Refused(SubmissionRefusal.ENDPOINT_NOT_REGISTERED))));
  }

  @Test
  void givesAKeyBack() {
    inTransaction(
        () -> {
          assertThat(submissions().claim(key, BODY, release)).isEmpty();
          submissions().forget(key);
        });
    inTransaction(() -> assertThat(submissions().claim(key, OTHER_BODY, release)).isEmpty());
  }
}

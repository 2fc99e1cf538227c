package org.openroi.intake.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import org.openroi.event.ReleaseId;
import org.openroi.event.SubmissionRefusal;
import org.openroi.intake.Submission;
import org.openroi.intake.SubmissionKey;
import org.openroi.intake.Submissions;

/** {@link Submissions} in one table; the primary key decides a race. */
@ApplicationScoped
class PostgresSubmissions implements Submissions {
  private final Sql sql;
  private final IdentifierVault vault;

  PostgresSubmissions(Sql sql, IdentifierVault vault) {
    this.sql = sql;
    this.vault = vault;
  }

  @Override
  public Optional<Earlier> claim(SubmissionKey key, String bodySha256, ReleaseId release) {
    byte[] digest = vault.digest(bodySha256);
    while (true) {
      int inserted =
          sql.update(
              "insert into submission (sender, id, body_digest, release_id)"
                  + " values (?, ?, ?, ?) on conflict do nothing",
              key.sender(),
              key.id(),
              digest,
              release.value());
      if (inserted == 1) {
        return Optional.empty();
      }
      Optional<Earlier> earlier = find(key, digest);
      if (earlier.isPresent()) {
        return earlier;
      }
      // Whoever held the key has just given it back: try again.
    }
  }

  private Optional<Earlier> find(SubmissionKey key, byte[] digest) {
    return sql
        .query(
            row -> {
              String refusal = row.getString("refusal");
              return new Earlier(
                  MessageDigest.isEqual(row.getBytes("body_digest"), digest),
                  refusal == null
                      ? new Submission.Accepted(
                          new ReleaseId(row.getObject("release_id", UUID.class)))
                      : new Submission.Refused(SubmissionRefusal.valueOf(refusal)));
            },
            "select body_digest, release_id, refusal from submission where sender = ? and id = ?",
            key.sender(),
            key.id())
        .stream()
        .findFirst();
  }

  @Override
  public void refuse(SubmissionKey key, SubmissionRefusal reason) {
    sql.update(
        "update submission set refusal = ? where sender = ? and id = ?",
        reason.name(),
        key.sender(),
        key.id());
  }

  @Override
  public void forget(SubmissionKey key) {
    sql.update("delete from submission where sender = ? and id = ?", key.sender(), key.id());
  }
}

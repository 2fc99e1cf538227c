package org.openroi.authorization.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openroi.authorization.DecideRelease;
import org.openroi.authorization.DecisionOnRecord;
import org.openroi.authorization.KeepRequester;
import org.openroi.authorization.RecordAuthorization;
import org.openroi.authorization.Releases;
import org.openroi.authorization.policy.AuthorizationFixture;
import org.openroi.authorization.policy.AuthorizationPolicy;
import org.openroi.authorization.policy.CaseFixture;
import org.openroi.authorization.policy.Decision;
import org.openroi.authorization.policy.Expiry;
import org.openroi.authorization.policy.Name;
import org.openroi.authorization.policy.Recipient;
import org.openroi.authorization.policy.ReleaseRequest;
import org.openroi.event.DisclosureTerms;
import org.openroi.event.EventCodec;
import org.openroi.event.EventId;
import org.openroi.event.PatientRef;
import org.openroi.event.ReleaseId;

@QuarkusTest
@DisplayName("What rests in the database")
class AtRestTest {
  private static final String CANARY = "CanaryMcTestface";

  @Inject AgroalDataSource database;
  @Inject DecideRelease decideRelease;
  @Inject KeepRequester keepRequester;
  @Inject RecordAuthorization recordAuthorization;
  @Inject Releases releases;
  @Inject Sealed sealed;

  private ReleaseRequest decided() {
    CaseFixture c = CaseFixture.attorney();
    c.patient = new PatientRef(UUID.randomUUID());
    AuthorizationFixture a = AuthorizationFixture.valid().fresh();
    a.patient = c.patient;
    a.description = "Everything about " + CANARY;
    a.encounters = List.of(CANARY);
    a.expiry = new Expiry(null, "when " + CANARY + " has recovered", null, false);
    a.recipients =
        List.of(new Recipient(c.requester, new Name(CANARY), null, "mailto:" + CANARY, "portal"));
    keepRequester.keep(c.entry(), EventId.of(UUID.randomUUID()), Instant.now());
    recordAuthorization.record(a.build(), EventId.of(UUID.randomUUID()), Instant.now());
    ReleaseRequest request =
        new ReleaseRequest(
            new ReleaseId(UUID.randomUUID()),
            c.facility,
            c.requester,
            c.endpoint,
            c.purpose,
            c.scope,
            a.id,
            c.patient,
            Instant.now());
    decideRelease.decide(request, EventId.of(UUID.randomUUID()), Instant.now());
    return request;
  }

  private List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  @Test
  @DisplayName("says no word of a form outside what is sealed")
  void wordsOfAFormAreSealed() throws SQLException {
    decided();
    List<String> tables =
        rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
    assertThat(tables).contains("authorization_form", "decision", "release", "outbox");
    for (String table : tables) {
      // bytea prints as hexadecimal
      String hex = HexFormat.of().formatHex(CANARY.getBytes(StandardCharsets.UTF_8));
      assertThat(rows("SELECT t::text FROM " + table + " t"))
          .as(table)
          .noneMatch(row -> row.contains(CANARY) || row.contains(hex));
    }
  }

  @Test
  @DisplayName("from before there were terms says that there are none")
  void aDecisionFromBeforeThereWereTerms() throws SQLException {
    ReleaseRequest request = decided();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "UPDATE decision SET terms = NULL WHERE release_id = '" + request.release() + "'");
    }
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                assertThat(
                        ((Decision.Authorized)
                                releases.decisions(request.release()).getFirst().decision())
                            .terms())
                    .isEqualTo(new DisclosureTerms(Set.of(), Set.of(), null)));
  }

  @Test
  @DisplayName("is enough to make a decision again, years later")
  void aDecisionCanBeMadeAgain() throws SQLException {
    ReleaseRequest request = decided();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              DecisionOnRecord stored = releases.decisions(request.release()).getFirst();
              assertThat(
                      new AuthorizationPolicy()
                          .decide(releases.inputs(request.release(), 1).orElseThrow()))
                  .isEqualTo(stored.decision());
            });
    String hash =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    EventCodec.sha256(
                        sealed
                            .json(releases.inputs(request.release(), 1).orElseThrow())
                            .getBytes(StandardCharsets.UTF_8)));
    assertThat(
            rows(
                "SELECT inputs_sha256 FROM decision WHERE release_id = '"
                    + request.release()
                    + "'"))
        .containsExactly(hash);
  }
}

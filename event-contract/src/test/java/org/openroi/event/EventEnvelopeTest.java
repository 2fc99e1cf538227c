package org.openroi.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventEnvelopeTest {

  /** Logs, exceptions and debuggers call toString. */
  @ParameterizedTest
  @EnumSource(EventType.class)
  void printsNoPatient(EventType type) {
    Random random = new Random(45_164);
    for (int i = 0; i < 50; i++) {
      EventEnvelope event = EventFixture.random(type, random);
      String printed = event.toString();
      PatientRef patient =
          switch (event.data()) {
            case ReleaseRequested requested -> requested.patient();
            case PatientMatched matched -> matched.patient();
            case RequesterRegistered registered -> registered.self();
            case AuthorizationRecorded recorded -> recorded.patient();
            case AuthorizationRevoked revoked -> revoked.patient();
            case ReleaseAuthorized authorized -> authorized.patient();
            case RelationshipRecorded recorded -> recorded.patient();
            case RecordOpened opened -> opened.patient();
            case DisclosureDelivered delivered -> delivered.patient();
            case ReleaseSubmitted submitted -> {
              PatientIdentifier identifier = submitted.patient();
              if (identifier != null) {
                assertThat(printed).contains("patient=PatientIdentifier[masked]");
              }
              yield null;
            }
            case SubmissionAccepted _,
                SubmissionRefused _,
                ReleaseStatusChanged _,
                ReleaseDenied _,
                ReleaseHeld _,
                PackageSealed _,
                DeliveryAttempted _,
                DisclosureStopped _,
                DisclosureResumed _,
                DisclosureWithdrawn _,
                EventQuarantined _,
                AuditEntryAppended _,
                CheckpointSigned _ ->
                null;
          };
      if (patient != null) {
        assertThat(printed).doesNotContain(patient.reveal()).contains("PatientRef[masked]");
      }
    }
  }

  @Test
  void aSubjectVersionIsTheOnlyThingThatTheOutboxChanges() {
    EventEnvelope event = EventFixture.golden().get(EventType.RELEASE_DENIED.wire());
    assertThat(event.withSubjectVersion(7).withSubjectVersion(event.subjectVersion()))
        .isEqualTo(event);
    assertThat(event.withSubjectVersion(7).subjectVersion()).isEqualTo(7);
  }

  @Test
  void anotherBodyHasAnotherHashAndTheSameOneTheSame() {
    EventEnvelope event = EventFixture.golden().get(EventType.RELEASE_DENIED.wire());
    EncodedEvent encoded = EventCodec.encode(event);
    assertThat(EventCodec.sha256(EventCodec.decode(encoded.headers(), encoded.value())))
        .isEqualTo(EventCodec.sha256(event))
        .matches("[0-9a-f]{64}");
    assertThat(EventCodec.sha256(event.withSubjectVersion(7)))
        .isNotEqualTo(EventCodec.sha256(event));
  }

  @Test
  void dataThatIsNoObjectIsNotPutIntoAnEnvelope() {
    EventEnvelope event = EventFixture.golden().get(EventType.RELEASE_DENIED.wire());
    for (String data : new String[] {"", "[]", "{\"a\":1,\"a\":2}", "{}{}", "{},\"id\":\"x\""}) {
      assertThatThrownBy(() -> EventCodec.structured(event, data.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(InvalidEvent.class)
          .hasMessage("NOT_JSON");
    }
  }

  @Test
  void dataOfANewerVersionIsKeptAsItCame() {
    EventEnvelope event = EventFixture.golden().get(EventType.PATIENT_MATCHED.wire());
    String data = new String(EventCodec.encode(event).value(), StandardCharsets.UTF_8);
    String newer = data.replace("}", ",\"site\":{\"b\":1.50,\"a\":\"\\u00e9\"}}");
    String whole =
        new String(
            EventCodec.structured(event, newer.getBytes(StandardCharsets.UTF_8)),
            StandardCharsets.UTF_8);
    assertThat(whole).contains("\"data\":" + newer + ",\"datacontenttype\"");
    assertThat(EventCodec.decodeStructured(whole.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(event);
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void everyTopicOfATypeIsInTheOneFile(EventType type) throws IOException {
    try (InputStream topics = EventType.class.getResourceAsStream("topics.json")) {
      assertThat(topics).isNotNull();
      String file = new String(topics.readAllBytes(), StandardCharsets.UTF_8);
      String topic = type.topic().orElse(Topics.submissions("{client}"));
      assertThat(file).contains("\"" + topic + "\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"engine-a", "e", "0", "engine--1"})
  void aClientHasATopicAndASource(String client) {
    assertThat(Topics.submissions(client)).matches(Topics.SUBMISSIONS_PATTERN);
    assertThat(Topics.submittingClient(Topics.submissions(client))).contains(client);
    assertThat(Publisher.client(Publisher.clientSource(client))).contains(client);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-a", "A", "a.b", "a/b", "a b", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddX"})
  void aNameThatIsNoClientsHasNeither(String name) {
    assertThat(Topics.submissions(name)).doesNotMatch(Topics.SUBMISSIONS_PATTERN);
    assertThat(Topics.submittingClient(Topics.submissions(name))).isEmpty();
    assertThat(Publisher.client("/clients/" + name)).isEmpty();
    assertThatThrownBy(() -> Publisher.clientSource(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("client");
  }
}

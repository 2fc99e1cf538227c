package org.openroi.systemtests.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.AuthorizationId;
import org.openroi.event.EncodedEvent;
import org.openroi.event.EventCodec;
import org.openroi.event.EventEnvelope;
import org.openroi.event.EventId;
import org.openroi.event.PatientIdentifier;
import org.openroi.event.Publisher;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RecordType;
import org.openroi.event.RelationshipKind;
import org.openroi.event.ReleaseSubmitted;
import org.openroi.event.RequesterId;
import org.openroi.event.Scope;
import org.openroi.event.SensitiveCategory;

/** What the client sends, as bytes. */
public final class Bodies {
  static final String CUSTODIAN = "general-hospital";
  static final String FACILITY = "main-campus";
  static final String ENDPOINT = "inbox";
  static final String SYSTEM = "urn:oid:2.16.840.1.113883.19.5";

  static final Map<String, String> JSON_TYPE = Map.of("Content-Type", "application/json");

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int OVERSIZE = EventCodec.MAX_BYTES + 1;

  private Bodies() {}

  static byte[] json(Map<String, ?> body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The identifier of a made-up patient; every one carries the canary. */
  static Map<String, String> identifier(String patient) {
    return Map.of("system", SYSTEM, "value", Canary.IDENTIFIER + patient);
  }

  static byte[] patient(String patient) {
    return json(Map.of("facility", FACILITY, "identifiers", List.of(identifier(patient))));
  }

  static byte[] client() {
    return json(Map.of("facilities", List.of(FACILITY), "anyRequester", true));
  }

  /** A requester with one end point, whatever it is. */
  static byte[] requester(
      String kind, @Nullable String name, @Nullable String self, Map<String, String> endpoint) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("kind", kind);
    body.put("verification", "DOCUMENT_CHECKED");
    body.put("facilities", List.of(FACILITY));
    body.put("endpoints", List.of(endpoint));
    if (name != null) {
      body.put("name", name);
    }
    if (self != null) {
      body.put("self", self);
    }
    return json(body);
  }

  /** An end point that nothing can be sent to yet. */
  static Map<String, String> portal() {
    return Map.of("code", ENDPOINT, "kind", "PORTAL", "address", "https://portal.example/inbox");
  }

  /**
   * Days of service.
   *
   * @param from the first, inclusive; a treatment may have none
   * @param to the last, inclusive; a treatment may have none
   */
  public record Days(@Nullable LocalDate from, @Nullable LocalDate to) {}

  static byte[] relationship(String patient, String requester, RelationshipKind kind, Days days) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("facility", FACILITY);
    body.put("patient", patient);
    body.put("requester", requester);
    body.put("kind", kind.name());
    if (kind == RelationshipKind.COVERAGE) {
      body.put("from", String.valueOf(days.from()));
      body.put("to", String.valueOf(days.to()));
    }
    body.put("restrictionsChecked", true);
    return json(body);
  }

  /**
   * An authorization form.
   *
   * @param patient the suite's reference
   * @param opened the sensitive categories that it names
   */
  public record Form(
      String patient,
      String requester,
      Scope scope,
      Set<SensitiveCategory> opened,
      boolean hasExpired) {}

  static byte[] authorization(Form form) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    LocalDate expiry = form.hasExpired() ? today.minusDays(30) : today.plusYears(1);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("facility", FACILITY);
    body.put("patient", form.patient());
    body.put("informationDescription", Canary.FORM + " laboratory reports of the last admission");
    body.put("disclosers", List.of(Map.of("name", CUSTODIAN)));
    body.put("recipients", List.of(Map.of("requester", form.requester())));
    body.put("scope", scope(form.scope()));
    if (!form.opened().isEmpty()) {
      body.put("sensitiveOptIn", form.opened().stream().map(Enum::name).sorted().toList());
    }
    body.put("purposes", List.of(PurposeOfUse.HLEGAL.name()));
    body.put("expiry", Map.of("date", expiry.toString()));
    body.put(
        "signature",
        Map.of(
            "signer", "INDIVIDUAL", "signedOn", today.minusDays(60).toString(), "method", "INK"));
    body.put("statements", Map.of("revoke", true, "condition", true, "redisclose", true));
    body.put("language", "en");
    body.put("receivedAt", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    return json(body);
  }

  static byte[] revocation() {
    return json(Map.of("receivedAt", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString()));
  }

  /** What is asked for, whatever the channel. */
  public record Asked(
      String patient,
      String requester,
      PurposeOfUse purpose,
      Scope scope,
      @Nullable String authorization) {

    /** The same request with another word in it. */
    Asked otherwise() {
      return new Asked(
          patient,
          requester,
          purpose,
          new Scope(Set.of(RecordType.IMAGING_REPORT), null, null),
          authorization);
    }
  }

  private static Map<String, Object> scope(Scope scope) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("recordTypes", scope.recordTypes().stream().map(RecordType::name).toList());
    if (scope.from() != null) {
      body.put("from", scope.from().toString());
    }
    if (scope.to() != null) {
      body.put("to", scope.to().toString());
    }
    return body;
  }

  static byte[] release(String id, Asked asked) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("facility", FACILITY);
    body.put("clientReference", reference(id));
    body.put("patient", identifier(asked.patient()));
    body.put("requester", asked.requester());
    body.put("endpoint", ENDPOINT);
    body.put("purpose", asked.purpose().name());
    body.put("scope", scope(asked.scope()));
    if (asked.authorization() != null) {
      body.put("authorization", asked.authorization());
    }
    return json(body);
  }

  static EncodedEvent event(String id, String client, Asked asked) {
    return EventCodec.encode(
        new EventEnvelope(
            new EventId(id),
            Publisher.clientSource(client),
            Instant.now(),
            CUSTODIAN,
            FACILITY,
            null,
            0,
            new ReleaseSubmitted(
                reference(id),
                new PatientIdentifier(SYSTEM, Canary.IDENTIFIER + asked.patient()),
                null,
                RequesterId.of(asked.requester()),
                ENDPOINT,
                asked.purpose(),
                asked.scope(),
                asked.authorization() == null ? null : AuthorizationId.of(asked.authorization()))));
  }

  /** A good event made unreadable in one way. Its bytes are of this id alone. */
  static EncodedEvent poison(Poisons kind, String id, String client, Asked asked) {
    EncodedEvent good = event(id, client, asked);
    Map<String, String> headers = new LinkedHashMap<>(good.headers());
    byte[] value = good.value();
    String text = new String(value, StandardCharsets.UTF_8);
    switch (kind) {
      case NOT_JSON -> value = Arrays.copyOf(value, value.length - 1);
      case UNKNOWN_TYPE -> headers.put("ce_type", "org.openroi.release.forgotten.v1");
      case WRONG_TYPE_FOR_THE_TOPIC -> {
        headers.put("ce_type", "org.openroi.patient.matched.v1");
        headers.put("ce_subject", id);
        value = json(Map.of("release", id, "patient", "00000000-0000-4000-8000-00000000000a"));
      }
      case SOURCE_OF_A_SERVICE -> headers.put("ce_source", Publisher.AUTHORIZATION.source());
      case SOURCE_OF_ANOTHER_CLIENT ->
          headers.put("ce_source", Publisher.clientSource("somebody-else"));
      case FIELD_MISSING ->
          value =
              text.replace("\"endpoint\":\"" + ENDPOINT + "\",", "")
                  .getBytes(StandardCharsets.UTF_8);
      case FIELD_UNKNOWN ->
          value =
              text.replaceFirst("\\{", "{\"aUthorization\":null,").getBytes(StandardCharsets.UTF_8);
      case OVERSIZED -> {
        value = Arrays.copyOf(value, OVERSIZE);
        Arrays.fill(value, good.value().length, OVERSIZE, (byte) ' ');
      }
      case NO_HEADERS -> headers.clear();
    }
    return new EncodedEvent(good.key(), headers, value);
  }

  private static String reference(String id) {
    return "ref-" + id;
  }
}

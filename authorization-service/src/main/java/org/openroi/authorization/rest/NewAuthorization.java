package org.openroi.authorization.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.authorization.policy.Authorization;
import org.openroi.authorization.policy.AuthorizationForm;
import org.openroi.authorization.policy.CombinedDocument;
import org.openroi.authorization.policy.Conditioning;
import org.openroi.authorization.policy.Discloser;
import org.openroi.authorization.policy.DiscloserClass;
import org.openroi.authorization.policy.Expiry;
import org.openroi.authorization.policy.Falsehood;
import org.openroi.authorization.policy.FormElement;
import org.openroi.authorization.policy.Initiator;
import org.openroi.authorization.policy.Name;
import org.openroi.authorization.policy.Recipient;
import org.openroi.authorization.policy.Remuneration;
import org.openroi.authorization.policy.Signature;
import org.openroi.authorization.policy.Statements;
import org.openroi.event.AuthorizationId;
import org.openroi.event.PatientRef;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.RequesterId;
import org.openroi.event.RequesterKind;
import org.openroi.event.Scope;
import org.openroi.event.SensitiveCategory;

/**
 * A signed form, as it is posted and shown. What the form leaves out is left out here: a defective
 * form is recorded as it is, and is a reason to deny later.
 *
 * @param purposes {@code PATRQT} is "at the request of the individual"
 * @param initiator who wanted it; needed where {@code PATRQT} is the only purpose
 * @param conditioned whether anything was made to depend on its being signed
 * @param conditioning what, where one of the exceptions of 45 CFR 164.508(b)(4) may apply
 * @param marketing whether it serves marketing that a third party pays for
 * @param sale whether it is a sale of protected health information
 * @param remunerationStated whether the form says that remuneration is involved
 * @param knownFalse whether somebody says that something material in it is false
 * @param confirmedFalse whether a person has looked, and it is
 * @param incomplete elements that the clerk found not filled out completely
 * @param receivedAt when the custodian received the form
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NewAuthorization(
    @Nullable String facility,
    @Nullable PatientRef patient,
    @Nullable Instant receivedAt,
    @Nullable String informationDescription,
    @Nullable List<DiscloserBody> disclosers,
    @Nullable List<RecipientBody> recipients,
    @Nullable Scope scope,
    @Nullable List<String> encounters,
    @Nullable Set<SensitiveCategory> sensitiveOptIn,
    @Nullable Set<PurposeOfUse> purposes,
    @Nullable Initiator initiator,
    @Nullable ExpiryBody expiry,
    @Nullable SignatureBody signature,
    @Nullable StatementsBody statements,
    @Nullable Set<CombinedDocument> combinedWith,
    @Nullable Boolean conditioned,
    @Nullable Conditioning conditioning,
    @Nullable Boolean marketing,
    @Nullable Boolean sale,
    @Nullable Boolean remunerationStated,
    @Nullable Boolean knownFalse,
    @Nullable Boolean confirmedFalse,
    @Nullable Set<FormElement> incomplete,
    @Nullable String language,
    @Nullable String policyUri,
    @Nullable String sourceDocumentSha256) {
  private static final int MOST = 50;
  private static final int WORDS = 4_000;
  private static final int LINE = 300;

  /** Who may disclose: a name, or a class. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DiscloserBody(
      @Nullable String name, @JsonProperty("class") @Nullable DiscloserClass disclosers) {

    private static DiscloserBody of(Discloser discloser) {
      return switch (discloser) {
        case Discloser.Named(var name) -> new DiscloserBody(name.text(), null);
        case Discloser.OfClass(var named) -> new DiscloserBody(null, named);
      };
    }

    private Discloser discloser() {
      return disclosers != null
          ? new Discloser.OfClass(disclosers)
          : new Discloser.Named(new Name(Objects.requireNonNull(name)));
    }
  }

  /**
   * To whom. Of a name and a class, the class describes the name.
   *
   * @param requester the entry of the directory that is meant
   * @param endpoint the code of its end point that is meant
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RecipientBody(
      @Nullable RequesterId requester,
      @Nullable String name,
      @JsonProperty("class") @Nullable RequesterKind recipients,
      @Nullable String address,
      @Nullable String endpoint) {

    private static RecipientBody of(Recipient recipient) {
      Name name = recipient.name();
      return new RecipientBody(
          recipient.requester(),
          name == null ? null : name.text(),
          recipient.recipientClass(),
          recipient.address(),
          recipient.endpoint());
    }

    private Recipient recipient() {
      return new Recipient(
          requester, name == null ? null : new Name(name), recipients, address, endpoint);
    }
  }

  /** When it ends. {@code none} stands for "none" and "end of the research study" alike. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ExpiryBody(
      @Nullable LocalDate date,
      @Nullable String event,
      @Nullable LocalDate eventOccurredOn,
      @Nullable Boolean none) {

    private static @Nullable ExpiryBody of(@Nullable Expiry expiry) {
      return expiry == null
          ? null
          : new ExpiryBody(expiry.date(), expiry.event(), expiry.eventOccurredOn(), expiry.none());
    }

    private Expiry expiry() {
      return new Expiry(date, event, eventOccurredOn, isTrue(none));
    }
  }

  /** Absent as a whole means that nobody signed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SignatureBody(
      Signature.@Nullable Signer signer,
      @Nullable String representativeAuthority,
      @Nullable Boolean authorityVerified,
      @Nullable LocalDate signedOn,
      Signature.@Nullable Method method,
      @Nullable String imageSha256) {

    private static @Nullable SignatureBody of(@Nullable Signature signature) {
      return signature == null
          ? null
          : new SignatureBody(
              signature.signer(),
              signature.representativeAuthority(),
              signature.authorityVerified(),
              signature.signedOn(),
              signature.method(),
              signature.imageSha256());
    }

    private Signature signature() {
      return new Signature(
          Objects.requireNonNull(signer),
          representativeAuthority,
          isTrue(authorityVerified),
          signedOn,
          method,
          imageSha256);
    }
  }

  /** Which of the statements of 45 CFR 164.508(c)(2) the form makes. */
  record StatementsBody(
      @Nullable Boolean revoke, @Nullable Boolean condition, @Nullable Boolean redisclose) {}

  static NewAuthorization of(Authorization authorization) {
    AuthorizationForm form = authorization.form();
    Statements statements = form.statements();
    return new NewAuthorization(
        authorization.facility(),
        authorization.patient(),
        authorization.receivedAt(),
        form.informationDescription(),
        form.disclosers().stream().map(DiscloserBody::of).toList(),
        form.recipients().stream().map(RecipientBody::of).toList(),
        form.scope(),
        form.encounters(),
        form.sensitiveOptIn(),
        form.purposes(),
        form.initiator(),
        ExpiryBody.of(form.expiry()),
        SignatureBody.of(form.signature()),
        new StatementsBody(statements.revoke(), statements.condition(), statements.redisclose()),
        form.combinedWith(),
        form.conditioning() != Conditioning.NONE,
        form.conditioning(),
        form.remuneration().marketing(),
        form.remuneration().sale(),
        form.remuneration().stated(),
        form.falsehood() != Falsehood.NONE_KNOWN,
        form.falsehood() == Falsehood.CONFIRMED,
        form.incomplete(),
        form.language(),
        form.policyUri(),
        form.sourceDocumentSha256());
  }

  /** Checks what a record needs to be one at all, and nothing of what the law asks of the form. */
  Authorization authorization(AuthorizationId id, Instant asOf) {
    Required required =
        new Required()
            .code("facility", facility)
            .present("patient", patient)
            .past("receivedAt", receivedAt, asOf)
            .optionalText("informationDescription", informationDescription, WORDS)
            .optionalList("disclosers", disclosers, MOST)
            .optionalList("recipients", recipients, MOST)
            .optionalList("encounters", encounters, MOST)
            .optionalList("sensitiveOptIn", sensitiveOptIn, MOST)
            .optionalList("purposes", purposes, MOST)
            .optionalList("combinedWith", combinedWith, MOST)
            .optionalList("incomplete", incomplete, MOST)
            .that(
                "conditioning",
                !(Boolean.FALSE.equals(conditioned)
                    && conditioning != null
                    && conditioning != Conditioning.NONE),
                "stands beside conditioned=false")
            .optionalCode("language", language)
            .optionalText("policyUri", policyUri, LINE)
            .optionalSha256("sourceDocumentSha256", sourceDocumentSha256);
    for (DiscloserBody each : some(disclosers)) {
      required
          .that("disclosers", (each.name == null) != (each.disclosers == null), "is not valid")
          .optionalText("disclosers.name", each.name, LINE);
    }
    for (RecipientBody each : some(recipients)) {
      required
          .optionalText("recipients.name", each.name, LINE)
          .optionalText("recipients.address", each.address, LINE)
          .optionalCode("recipients.endpoint", each.endpoint);
    }
    for (String each : some(encounters)) {
      required.code("encounters", each);
    }
    if (expiry != null) {
      required.optionalText("expiry.event", expiry.event, LINE);
    }
    if (signature != null) {
      required
          .present("signature.signer", signature.signer)
          .optionalText(
              "signature.representativeAuthority", signature.representativeAuthority, WORDS)
          .optionalSha256("signature.imageSha256", signature.imageSha256);
    }
    required.orRefuse();
    return new Authorization(
        id,
        Objects.requireNonNull(patient),
        Objects.requireNonNull(facility),
        form(),
        Objects.requireNonNull(receivedAt),
        null);
  }

  private AuthorizationForm form() {
    return new AuthorizationForm(
        informationDescription,
        some(disclosers).stream().map(DiscloserBody::discloser).toList(),
        some(recipients).stream().map(RecipientBody::recipient).toList(),
        scope,
        List.copyOf(some(encounters)),
        Set.copyOf(some(sensitiveOptIn)),
        Set.copyOf(some(purposes)),
        initiator,
        expiry == null ? null : expiry.expiry(),
        signature == null ? null : signature.signature(),
        statements == null
            ? new Statements(false, false, false)
            : new Statements(
                isTrue(statements.revoke),
                isTrue(statements.condition),
                isTrue(statements.redisclose)),
        Set.copyOf(some(combinedWith)),
        actualConditioning(),
        new Remuneration(isTrue(marketing), isTrue(sale), isTrue(remunerationStated)),
        falsehood(),
        Set.copyOf(some(incomplete)),
        language,
        policyUri,
        sourceDocumentSha256);
  }

  /** Conditioned on what nobody says is conditioned as it may not be. */
  private Conditioning actualConditioning() {
    if (conditioning != null && conditioning != Conditioning.NONE) {
      return conditioning;
    }
    return isTrue(conditioned) ? Conditioning.OTHER : Conditioning.NONE;
  }

  private Falsehood falsehood() {
    if (isTrue(confirmedFalse)) {
      return Falsehood.CONFIRMED;
    }
    return isTrue(knownFalse) ? Falsehood.REPORTED : Falsehood.NONE_KNOWN;
  }

  private static boolean isTrue(@Nullable Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }

  private static <T> Collection<T> some(@Nullable Collection<T> values) {
    return values == null ? List.of() : values;
  }

  @Override
  public String toString() {
    return "NewAuthorization[masked]";
  }
}

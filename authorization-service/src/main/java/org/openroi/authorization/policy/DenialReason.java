package org.openroi.authorization.policy;

import org.openroi.event.DenialClass;

/**
 * Why a release is denied, gravest first: a revocation stands before the expiry that it beats, and
 * both before the defects of the form.
 */
public enum DenialReason implements Reason {
  AUTH_OTHER_PATIENT(
      "AUTH-03",
      "45 CFR 164.508(a)(1)",
      "The authorization that the request names does not cover this request.",
      DenialClass.AUTHORIZATION_DOES_NOT_COVER_THIS),
  AUTH_REVOKED(
      "AUTH-15",
      "45 CFR 164.508(b)(2)(iii), (b)(5)",
      "The authorization has been revoked.",
      DenialClass.AUTHORIZATION_REVOKED),
  AUTH_EXPIRED(
      "AUTH-13",
      "45 CFR 164.508(b)(2)(i)",
      "The authorization's expiration date has passed, or its expiration event has occurred.",
      DenialClass.AUTHORIZATION_EXPIRED),
  AUTH_MISSING_DESCRIPTION(
      "AUTH-01",
      "45 CFR 164.508(c)(1)(i)",
      "The authorization does not describe the information in a specific and meaningful way.",
      DenialClass.AUTHORIZATION_DEFECTIVE),
  AUTH_WRONG_DISCLOSER(
      "AUTH-02",
      "45 CFR 164.508(c)(1)(ii)",
      "The authorization does not name this custodian among those who may disclose.",
      DenialClass.AUTHORIZATION_DOES_NOT_COVER_THIS),
  AUTH_RECIPIENT_MISMATCH(
      "AUTH-03",
      "45 CFR 164.508(c)(1)(iii)",
      "The authorization does not name this requester among the recipients.",
      DenialClass.AUTHORIZATION_DOES_NOT_COVER_THIS),
  AUTH_MISSING_PURPOSE(
      "AUTH-04",
      "45 CFR 164.508(c)(1)(iv)",
      "The authorization does not state its purpose; \"at the request of the individual\" is enough"
          + " only where the individual initiated it.",
      DenialClass.AUTHORIZATION_DEFECTIVE),
  AUTH_MISSING_EXPIRATION(
      "AUTH-05",
      "45 CFR 164.508(c)(1)(v)",
      "The authorization states no expiration date or event; \"none\" is enough for research only.",
      DenialClass.AUTHORIZATION_DEFECTIVE),
  AUTH_UNSIGNED(
      "AUTH-06",
      "45 CFR 164.508(c)(1)(vi)",
      "The authorization is not signed.",
      DenialClass.AUTHORIZATION_DEFECTIVE),
  AUTH_UNDATED(
      "AUTH-06",
      "45 CFR 164.508(c)(1)(vi)",
      "The signature is not dated.",
      DenialClass.AUTHORIZATION_DEFECTIVE),
  AUTH_SIGNATURE_DATE(
      "AUTH-06",
      "45 CFR 164.508(c)(1)(vi)",
      "The signature's date lies in the future or after the day on which the form was received.",
      DenialClass.AUTHORIZATION_DEFECTIVE),
  AUTH_REP_AUTHORITY(
      "AUTH-07",
      "45 CFR 164.508(c)(1)(vi)",
      "A representative signed, and the authority to do so is not described or not verified.",
      DenialClass.AUTHORIZATION_DEFECTIVE),
  AUTH_STMT_REVOKE(
      "AUTH-08",
      "45 CFR 164.508(c)(2)(i)",
      "The authorization does not state the right to revoke it and how.",
      DenialClass.AUTHORIZATION_DEFECTIVE),
  AUTH_STMT_CONDITION(
      "AUTH-09",
      "45 CFR 164.508(c)(2)(ii)",
      "The authorization does not state whether care, payment or eligibility depends on it.",
      DenialClass.AUTHORIZATION_DEFECTIVE),
  AUTH_STMT_REDISCLOSE(
      "AUTH-10",
      "45 CFR 164.508(c)(2)(iii)",
      "The authorization does not state that what is disclosed may be disclosed again.",
      DenialClass.AUTHORIZATION_DEFECTIVE),
  AUTH_INCOMPLETE(
      "AUTH-14",
      "45 CFR 164.508(b)(2)(ii)",
      "The authorization is not filled out completely.",
      DenialClass.AUTHORIZATION_DEFECTIVE),
  AUTH_COMPOUND(
      "AUTH-16",
      "45 CFR 164.508(b)(2)(iv), (b)(3)",
      "The authorization is combined with a document that it may not be combined with.",
      DenialClass.AUTHORIZATION_DEFECTIVE),
  AUTH_CONDITIONED(
      "AUTH-16",
      "45 CFR 164.508(b)(2)(iv), (b)(4)",
      "Care, payment or eligibility was made to depend on the authorization where it may not be.",
      DenialClass.AUTHORIZATION_DEFECTIVE),
  AUTH_PSYCH_COMPOUND(
      "AUTH-18",
      "45 CFR 164.508(b)(3)(ii)",
      "An authorization for psychotherapy notes may be combined only with another such one.",
      DenialClass.AUTHORIZATION_DEFECTIVE),
  AUTH_FALSE(
      "AUTH-17",
      "45 CFR 164.508(b)(2)(v)",
      "A person has confirmed that material information in the authorization is false.",
      DenialClass.AUTHORIZATION_DEFECTIVE),
  AUTH_REMUNERATION(
      "AUTH-22",
      "45 CFR 164.508(a)(3)(ii), (a)(4)",
      "The disclosure is paid for, and the authorization does not say so.",
      DenialClass.AUTHORIZATION_DEFECTIVE),
  AUTH_NOTHING_IN_SCOPE(
      "AUTH-23",
      "45 CFR 164.508(a)(1)",
      "Nothing of what was asked for lies within the authorization.",
      DenialClass.NOTHING_IN_SCOPE),
  EXCL_PSYCH(
      "ROA-02",
      "45 CFR 164.524(a)(1)(i)",
      "Psychotherapy notes are not open to the individual's access, and nothing else was asked for.",
      DenialClass.NOTHING_IN_SCOPE);

  private final String rule;
  private final String citation;
  private final String sentence;
  private final DenialClass neutral;

  DenialReason(String rule, String citation, String sentence, DenialClass neutral) {
    this.rule = rule;
    this.citation = citation;
    this.sentence = sentence;
    this.neutral = neutral;
  }

  @Override
  public String code() {
    return name();
  }

  @Override
  public String rule() {
    return rule;
  }

  @Override
  public String citation() {
    return citation;
  }

  @Override
  public String sentence() {
    return sentence;
  }

  /** All that is said of it outside this service. */
  public DenialClass neutral() {
    return neutral;
  }
}

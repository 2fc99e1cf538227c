package org.openroi.authorization.policy;

import org.openroi.event.HoldClass;

/** What a release waits for. */
public enum HoldReason implements Reason {
  PATIENT_UNKNOWN(
      "VER-01",
      "45 CFR 164.514(h)(1)",
      "The patient is not known yet.",
      HoldClass.PATIENT_NOT_MATCHED),
  REQUESTER_UNKNOWN(
      "VER-01",
      "45 CFR 164.514(h)(1)",
      "The requester is not in the directory yet.",
      HoldClass.REQUESTER_NOT_KNOWN),
  REQUESTER_INACTIVE(
      "VER-01",
      "45 CFR 164.514(h)(1)",
      "The requester's entry in the directory is closed.",
      HoldClass.REVIEW_REQUIRED),
  REQUESTER_FACILITY(
      "VER-01",
      "45 CFR 164.514(h)(1)",
      "The requester is not registered with this facility.",
      HoldClass.REVIEW_REQUIRED),
  IDENTITY_UNVERIFIED(
      "VER-01",
      "45 CFR 164.514(h)(1)",
      "The requester's identity is not verified.",
      HoldClass.IDENTITY_NOT_VERIFIED),
  ENDPOINT_UNREGISTERED(
      "AUTH-03",
      "45 CFR 164.514(h)(1)",
      "The end point is not one of the requester's registered ones.",
      HoldClass.ENDPOINT_NOT_MATCHED),
  AUTH_ENDPOINT_MISMATCH(
      "AUTH-03",
      "45 CFR 164.508(c)(1)(iii)",
      "The authorization names another place of delivery than the request.",
      HoldClass.ENDPOINT_NOT_MATCHED),
  AUTH_NOT_FOUND(
      "AUTH-03",
      "45 CFR 164.508(a)(1)",
      "No authorization for this request is on record.",
      HoldClass.AUTHORIZATION_NOT_FOUND),
  AUTH_PURPOSE_NOT_NAMED(
      "AUTH-04",
      "45 CFR 164.508(a)(1)",
      "The request states a purpose that the authorization does not name.",
      HoldClass.REVIEW_REQUIRED),
  /** Read only: since 2026-12 the encounters stand in the terms of the disclosure. */
  AUTH_LIMITED_TO_ENCOUNTERS(
      "AUTH-23",
      "45 CFR 164.508(a)(1)",
      "The authorization is limited to encounters; a person must choose the records.",
      HoldClass.REVIEW_REQUIRED),
  AUTH_FALSE_REPORTED(
      "AUTH-17",
      "45 CFR 164.508(b)(2)(v)",
      "Material information in the authorization is reported to be false; a person must look.",
      HoldClass.REVIEW_REQUIRED),
  PSYCHOTHERAPY_NOTES_BY_HAND(
      "AUTH-18",
      "45 CFR 164.508(a)(2)",
      "Psychotherapy notes are released by a person only.",
      HoldClass.REVIEW_REQUIRED),
  REPRESENTATIVE_TO_REVIEW(
      "VER-05",
      "45 CFR 164.502(g)",
      "A personal representative asks; a person must look at the authority.",
      HoldClass.REVIEW_REQUIRED),
  OTHER_ROUTE_TO_REVIEW(
      "ROUTE",
      "45 CFR 164.506(c), 164.512",
      "The law may allow this without an authorization; a person must look.",
      HoldClass.REVIEW_REQUIRED),
  RELATIONSHIP_FACILITY(
      "ROUTE",
      "45 CFR 164.506(c)",
      "The requester's relationship to the patient is on record at another facility only.",
      HoldClass.REVIEW_REQUIRED),
  RELATIONSHIP_NOT_IN_FORCE(
      "ROUTE",
      "45 CFR 164.506(c)",
      "The requester's relationship to the patient is not in force today.",
      HoldClass.REVIEW_REQUIRED),
  RESTRICTIONS_UNCHECKED(
      "RES-01",
      "45 CFR 164.522(a)(1)(iii), (vi)",
      "Nobody has attested that no restriction bars the disclosure.",
      HoldClass.REVIEW_REQUIRED),
  CLAIM_DATES_EXCEEDED(
      "MN-02",
      "45 CFR 164.514(d)(3)(i)",
      "The request does not keep to the days of service of the claim.",
      HoldClass.REVIEW_REQUIRED),
  NOT_IN_PROTOCOL(
      "MN-03",
      "45 CFR 164.514(d)(3)(ii)",
      "No protocol covers what was asked for; a person must judge the minimum necessary.",
      HoldClass.REVIEW_REQUIRED);

  private final String rule;
  private final String citation;
  private final String sentence;
  private final HoldClass neutral;

  HoldReason(String rule, String citation, String sentence, HoldClass neutral) {
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
  public HoldClass neutral() {
    return neutral;
  }
}

package org.openroi.authorization.policy;

import org.openroi.event.PurposeOfUse;
import org.openroi.event.RequesterKind;

/**
 * The routes on which the law may allow a disclosure without an authorization. None of them is
 * decided here: a purpose is the requester's word, and it decides only whether a person looks or an
 * authorization is asked for. {@link RoutesByRelationship} decides two of them, on evidence.
 */
final class OtherRoutes {
  private OtherRoutes() {}

  /** Why a request without any authorization is held. */
  static HoldReason withoutAuthorization(PurposeOfUse purpose, RequesterKind requester) {
    if (mayApply(purpose, requester)) {
      return HoldReason.OTHER_ROUTE_TO_REVIEW;
    }
    return requester == RequesterKind.PERSONAL_REPRESENTATIVE
        ? HoldReason.REPRESENTATIVE_TO_REVIEW
        : HoldReason.AUTH_NOT_FOUND;
  }

  /** Whether someone of this kind might be given records for this purpose without one. */
  static boolean mayApply(PurposeOfUse purpose, RequesterKind requester) {
    return switch (purpose) {
      // 164.506(c)(1), (2): treatment activities of a provider
      case TREAT, ETREAT -> requester == RequesterKind.PROVIDER;
      // 164.506(c)(3), (4): payment and operations of a covered entity
      case HPAYMT, CLMATTCH, COVERAGE, HOPERAT ->
          requester == RequesterKind.PROVIDER || requester == RequesterKind.HEALTH_PLAN;
      // 164.512(b), (g): public health authority, coroner
      case PUBHLTH, HDECD -> requester == RequesterKind.GOVERNMENT_AGENCY;
      // 164.512(i): waiver of a review board
      case HRESCH -> requester == RequesterKind.RESEARCHER;
      // 164.512(e) and 164.510(b) start with a document or the individual's word, not a purpose
      case HLEGAL, PATRQT, FAMRQT, PWATRNY -> false;
    };
  }
}

package org.openroi.authorization.policy;

import java.time.LocalDate;

/**
 * 45 CFR 164.508(c)(1)(vi) (AUTH-06): the date beside the signature is a day on which it can have
 * been signed, not one to come and not one after the form was received.
 */
final class AuthorizationWasSignedBeforeItWasReceived implements Rule<Reliance> {
  @Override
  public Finding check(Reliance c) {
    Signature signature = c.form().signature();
    LocalDate signedOn = signature == null ? null : signature.signedOn();
    return Finding.deniesUnless(
        signedOn == null
            || (!signedOn.isAfter(c.today())
                && !signedOn.isAfter(
                    LocalDate.ofInstant(c.authorization().receivedAt(), c.custodian().zone()))),
        DenialReason.AUTH_SIGNATURE_DATE);
  }
}

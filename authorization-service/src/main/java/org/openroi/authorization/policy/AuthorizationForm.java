package org.openroi.authorization.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.DisclosureTerms;
import org.openroi.event.PurposeOfUse;
import org.openroi.event.Scope;
import org.openroi.event.SensitiveCategory;

/**
 * What the signed form says, its defects included: a defective form is evidence too. What the form
 * leaves out is absent or empty here; nothing is filled in.
 *
 * <p>Cannot print itself: its words may say something of the patient.
 *
 * @param informationDescription what is to be disclosed, in the form's words
 * @param scope the same as kinds of record and dates, as a clerk read it
 * @param encounters the encounters that it is limited to; empty means that it is not
 * @param purposes {@link PurposeOfUse#PATRQT} is "at the request of the individual"
 * @param incomplete the elements that a clerk found not filled out completely
 * @param language BCP 47
 * @param policyUri the policy that the form says it was made under
 * @param sourceDocumentSha256 SHA-256 of the scanned form, lower-case hexadecimal
 */
public record AuthorizationForm(
    @Nullable String informationDescription,
    List<Discloser> disclosers,
    List<Recipient> recipients,
    @Nullable Scope scope,
    List<String> encounters,
    Set<SensitiveCategory> sensitiveOptIn,
    Set<PurposeOfUse> purposes,
    @Nullable Initiator initiator,
    @Nullable Expiry expiry,
    @Nullable Signature signature,
    Statements statements,
    Set<CombinedDocument> combinedWith,
    Conditioning conditioning,
    Remuneration remuneration,
    Falsehood falsehood,
    Set<FormElement> incomplete,
    @Nullable String language,
    @Nullable String policyUri,
    @Nullable String sourceDocumentSha256) {
  public AuthorizationForm {
    disclosers = List.copyOf(disclosers);
    recipients = List.copyOf(recipients);
    encounters = List.copyOf(encounters);
    sensitiveOptIn = copy(SensitiveCategory.class, sensitiveOptIn);
    purposes = copy(PurposeOfUse.class, purposes);
    combinedWith = copy(CombinedDocument.class, combinedWith);
    incomplete = copy(FormElement.class, incomplete);
  }

  /** What it opts in to and is limited to: by name, or not at all. */
  DisclosureTerms terms() {
    return new DisclosureTerms(sensitiveOptIn, Set.copyOf(encounters), null);
  }

  /** For research and for nothing else. */
  boolean isForResearchOnly() {
    return purposes.size() == 1 && purposes.contains(PurposeOfUse.HRESCH);
  }

  private static <E extends Enum<E>> Set<E> copy(Class<E> type, Set<E> values) {
    EnumSet<E> copy = EnumSet.noneOf(type);
    copy.addAll(values);
    return Collections.unmodifiableSet(copy);
  }

  @Override
  public String toString() {
    return "AuthorizationForm[masked]";
  }
}

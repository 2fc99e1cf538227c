package org.openroi.authorization.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.event.AuthorizationId;
import org.openroi.event.DisclosureTerms;
import org.openroi.event.LegalRoute;
import org.openroi.event.RelationshipId;
import org.openroi.event.Scope;

/** What the law says of one release at one moment. There is no fourth outcome. */
public sealed interface Decision {

  /**
   * It may go, in this scope and no wider.
   *
   * @param authorization the authorization relied on; present on {@link LegalRoute#AUTH_508} only
   * @param relationship the relationship relied on; present on {@link LegalRoute#TPO_TREAT} and
   *     {@link LegalRoute#TPO_PAY} only
   * @param terms what else binds the disclosure and may stand on no topic in clear
   */
  record Authorized(
      LegalRoute route,
      Scope scope,
      @Nullable AuthorizationId authorization,
      @Nullable RelationshipId relationship,
      DisclosureTerms terms,
      Set<Obligation> obligations)
      implements Decision {
    public Authorized {
      if ((route == LegalRoute.AUTH_508) == (authorization == null)) {
        throw new IllegalArgumentException("authorization");
      }
      boolean byRelationship = route == LegalRoute.TPO_TREAT || route == LegalRoute.TPO_PAY;
      if (byRelationship == (relationship == null)) {
        throw new IllegalArgumentException("relationship");
      }
      obligations = copy(Obligation.class, obligations);
    }

    /** Whether the same may go to the same on the same legal basis. */
    public boolean allowsTheSameAs(Authorized other) {
      return route == other.route
          && scope.equals(other.scope)
          && Objects.equals(authorization, other.authorization)
          && terms.equals(other.terms);
    }
  }

  /**
   * Nothing goes, and nothing that may still come changes that for this request.
   *
   * @param reasons every reason, gravest first
   */
  record Denied(Set<DenialReason> reasons) implements Decision {
    public Denied {
      reasons = notEmpty(copy(DenialReason.class, reasons));
    }
  }

  /**
   * Nothing goes until what is missing has come, or a person has looked.
   *
   * @param missing everything that is missing
   */
  record Held(Set<HoldReason> missing) implements Decision {
    public Held {
      missing = notEmpty(copy(HoldReason.class, missing));
    }
  }

  private static <E extends Enum<E>> Set<E> copy(Class<E> type, Set<E> values) {
    EnumSet<E> copy = EnumSet.noneOf(type);
    copy.addAll(values);
    return Collections.unmodifiableSet(copy);
  }

  private static <E> Set<E> notEmpty(Set<E> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a refusal needs a reason");
    }
    return values;
  }
}

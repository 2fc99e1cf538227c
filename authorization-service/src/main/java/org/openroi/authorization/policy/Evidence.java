package org.openroi.authorization.policy;

import java.util.List;

/** What a release may rely on, as it stands on record. */
public sealed interface Evidence {

  /** The release relies on this authorization and no other. */
  record Referenced(Authorization authorization) implements Evidence {}

  /** The request names an authorization that is not on record. */
  record NotOnRecord() implements Evidence {}

  /**
   * The request names none. These of the patient's are not revoked and name the requester as a
   * recipient; there may be none.
   *
   * @param relationships of the requester to the patient; none in evidence from before there were
   *     any
   */
  record OnFile(List<Authorization> authorizations, List<Relationship> relationships)
      implements Evidence {
    public OnFile {
      authorizations = List.copyOf(authorizations);
      relationships = relationships == null ? List.of() : List.copyOf(relationships);
    }
  }
}

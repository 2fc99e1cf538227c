package org.openroi.authorization.policy;

import java.util.List;

/** The authorizations that a release may rely on, as they stand on record. */
public sealed interface Evidence {

  /** The release relies on this authorization and no other. */
  record Referenced(Authorization authorization) implements Evidence {}

  /** The request names an authorization that is not on record. */
  record NotOnRecord() implements Evidence {}

  /**
   * The request names none. These of the patient's are not revoked and name the requester as a
   * recipient; there may be none.
   */
  record OnFile(List<Authorization> authorizations) implements Evidence {
    public OnFile {
      authorizations = List.copyOf(authorizations);
    }
  }
}

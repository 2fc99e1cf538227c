/**
 * The law as rules: may this release go, on what legal basis, and how much of it?
 *
 * <p>Values and functions only. A rule is one file whose name is a true sentence; {@link
 * org.openroi.authorization.policy.AuthorizationPolicy} is the list of them. There is no clock, no
 * store and no framework here: time, identity and evidence come in with the {@link
 * org.openroi.authorization.policy.ReleaseCase}.
 */
@NullMarked
package org.openroi.authorization.policy;

import org.jspecify.annotations.NullMarked;

/**
 * Authorizations on record, and what the law says of each release: the use cases and their ports.
 *
 * <p>The law itself is in {@code policy}, technology in the adapters {@code kafka}, {@code
 * postgres} and {@code rest}. Time, identity and causes come in as parameters.
 */
@NullMarked
package org.openroi.authorization;

import org.jspecify.annotations.NullMarked;

package org.openroi.authorization.policy;

/**
 * Whether somebody is paid for the disclosure (45 CFR 164.508(a)(3), (a)(4)).
 *
 * @param marketing it serves marketing that a third party pays for
 * @param sale it is a sale of protected health information
 * @param stated the form says that remuneration is involved
 */
public record Remuneration(boolean marketing, boolean sale, boolean stated) {}

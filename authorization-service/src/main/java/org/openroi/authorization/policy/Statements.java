package org.openroi.authorization.policy;

/**
 * The statements that the form must make (45 CFR 164.508(c)(2)): whether each of them is there.
 *
 * @param revoke the right to revoke in writing, its exceptions and how, or a reference to the
 *     notice
 * @param condition whether treatment, payment, enrollment or eligibility depends on it
 * @param redisclose that the recipient may disclose it again, no longer protected
 */
public record Statements(boolean revoke, boolean condition, boolean redisclose) {}

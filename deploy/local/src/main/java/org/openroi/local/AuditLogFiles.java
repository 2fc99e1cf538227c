package org.openroi.local;

import java.nio.file.Path;

/**
 * Where an audit log is, for its verification.
 *
 * @param checkpoint the file that signed checkpoints are exported to
 */
record AuditLogFiles(String mongoUri, String database, Path publicKey, Path checkpoint) {}

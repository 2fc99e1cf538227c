package org.openroi.audit.mongo;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Settings of the log under {@code openroi.audit}. */
@ConfigMapping(prefix = "openroi.audit")
public interface AuditSettings {
  /** The log's origin and the name of its key, such as {@code example.org/audit/hospital}. */
  String log();

  /** An Ed25519 private key, PKCS#8 in PEM. */
  Path signingKeyFile();

  /** Where signed checkpoints are appended, best on other storage than the database's. */
  Path checkpointFile();
}

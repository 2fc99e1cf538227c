package org.openroi.redaction;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service without its workers: whatever is claimed, a test claims. */
public class NobodyWorks implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("openroi.redaction.preparers", "0", "openroi.redaction.deliverers", "0");
  }
}

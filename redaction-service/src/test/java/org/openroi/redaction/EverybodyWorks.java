package org.openroi.redaction;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service with its workers; elsewhere, whatever is claimed, a test claims. */
public class EverybodyWorks implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("openroi.redaction.preparers", "2", "openroi.redaction.deliverers", "4");
  }
}

package org.openroi.audit.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.openroi.audit.ExportedCheckpoints;
import org.openroi.audit.VerifyLog;
import org.openroi.audit.log.SignerKey;

@Path("/api/v1/verification")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"auditor", "privacy-officer"})
@Blocking
public class VerificationResource {
  private final VerifyLog verifyLog;
  private final ExportedCheckpoints exported;
  private final SignerKey key;
  private final ReentrantLock running = new ReentrantLock();

  VerificationResource(VerifyLog verifyLog, ExportedCheckpoints exported, SignerKey key) {
    this.verifyLog = verifyLog;
    this.exported = exported;
    this.key = key;
  }

  @POST
  @Operation(
      summary = "Verifies the whole log",
      description =
          "Reads every entry: minutes for millions. One runs at a time; another gets 409. Whoever"
              + " does not trust this service runs the verification program instead.")
  public VerificationView verify() {
    if (!running.tryLock()) {
      throw new Refusal(
          Problem.of(409, "verification-running", "A verification is already running"));
    }
    try {
      return VerificationView.of(exported.read(notes -> verifyLog.verify(key.verifier(), notes)));
    } finally {
      running.unlock();
    }
  }
}

package org.openroi.intake.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openroi.event.PatientIdentifier;
import org.openroi.event.PatientRef;
import org.openroi.intake.PatientRegistration;
import org.openroi.intake.Patients;
import org.openroi.intake.RegisterPatient;

/**
 * Patients by identifier. Identifiers come in bodies only, never in a path or a query, and no
 * answer repeats them.
 */
@Path("/api/v1/patients")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.RECORDS_CLERK)
public class PatientResource {
  private final Callers callers;
  private final RegisterPatient registerPatient;
  private final Patients patients;

  PatientResource(Callers callers, RegisterPatient registerPatient, Patients patients) {
    this.callers = callers;
    this.registerPatient = registerPatient;
    this.patients = patients;
  }

  record PatientView(PatientRef patient) {}

  @POST
  public Response register(@Nullable NewPatient body) {
    NewPatient asked = Required.body(body);
    asked.check();
    String facility = Objects.requireNonNull(asked.facility());
    callers.current().requireFacility(facility);
    PatientRegistration registration =
        registerPatient.register(
            facility,
            Objects.requireNonNull(asked.identifiers()),
            new PatientRef(UUID.randomUUID()),
            Instant.now());
    return switch (registration) {
      case PatientRegistration.Registered(var patient) ->
          Response.status(Response.Status.CREATED).entity(new PatientView(patient)).build();
      case PatientRegistration.AlreadyKnown(var patient) ->
          Response.ok(new PatientView(patient)).build();
      case PatientRegistration.NamesSeveral() ->
          throw new Refusal(
              Problem.of(409, "several-patients", "The identifiers name more than one patient")
                  .withField("identifiers", "name more than one patient"));
    };
  }

  @POST
  @Path("/lookup")
  public PatientView find(@Nullable PatientIdentifier body) {
    return patients
        .findAt(callers.current().facilities(), Required.body(body))
        .map(PatientView::new)
        .orElseThrow(() -> new Refusal(Problem.of(404)));
  }
}

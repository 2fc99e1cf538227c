package org.openroi.intake.postgres;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.openroi.event.PatientIdentifier;
import org.openroi.event.PatientRef;
import org.openroi.intake.Clients;
import org.openroi.intake.DirectoryContract;
import org.openroi.intake.Patients;
import org.openroi.intake.PatientsContract;
import org.openroi.intake.Releases;
import org.openroi.intake.ReleasesContract;
import org.openroi.intake.Requesters;
import org.openroi.intake.Submissions;
import org.openroi.intake.SubmissionsContract;

/** The contracts of the ports on the real PostgreSQL, a transaction for each step. */
@QuarkusTest
class PostgresPortsTest {
  @Inject Submissions submissions;
  @Inject Releases releases;
  @Inject Patients patients;
  @Inject Requesters requesters;
  @Inject Clients clients;

  private PatientRef registered() {
    PatientRef patient = new PatientRef(UUID.randomUUID());
    PatientIdentifier identifier =
        new PatientIdentifier("urn:oid:1.2.3", UUID.randomUUID().toString());
    QuarkusTransaction.requiringNew()
        .run(() -> patients.add(patient, "main-campus", Set.of(identifier)));
    return patient;
  }

  @Nested
  class OfSubmissions extends SubmissionsContract {
    @Override
    protected Submissions submissions() {
      return submissions;
    }

    @Override
    protected void inTransaction(Runnable work) {
      QuarkusTransaction.requiringNew().run(work);
    }
  }

  @Nested
  class OfReleases extends ReleasesContract {
    @Override
    protected Releases releases() {
      return releases;
    }

    @Override
    protected PatientRef patient() {
      return registered();
    }

    @Override
    protected void inTransaction(Runnable work) {
      QuarkusTransaction.requiringNew().run(work);
    }
  }

  @Nested
  class OfPatients extends PatientsContract {
    @Override
    protected Patients patients() {
      return patients;
    }

    @Override
    protected void inTransaction(Runnable work) {
      QuarkusTransaction.requiringNew().run(work);
    }
  }

  @Nested
  class OfTheDirectory extends DirectoryContract {
    @Override
    protected Requesters requesters() {
      return requesters;
    }

    @Override
    protected Clients clients() {
      return clients;
    }

    @Override
    protected PatientRef patient() {
      return registered();
    }

    @Override
    protected void inTransaction(Runnable work) {
      QuarkusTransaction.requiringNew().run(work);
    }
  }
}

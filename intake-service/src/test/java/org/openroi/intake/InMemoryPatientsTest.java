package org.openroi.intake;

class InMemoryPatientsTest extends PatientsContract {
  private final Patients patients = new InMemoryPatients();

  @Override
  protected Patients patients() {
    return patients;
  }
}

package org.openroi.redaction.redactor;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.redaction.label.ValueSets;

/**
 * Reads every page of a record once and keeps what the cut must know: of each resource its type,
 * id, dates, references and labels, and where in the bytes what may go stands; none of its text.
 * Needs little memory whatever the size: attachments are looked into as they pass.
 *
 * <p>Pages are FHIR R4 bundles. Not for use by several threads.
 */
public final class Survey {
  private final Set<String> part2Programs;
  private final Chart chart = new Chart();
  private final Names names = new Names();
  private final Codings codings;
  private final OnePatient patient;
  private @Nullable Edges edges;

  /**
   * @param patientId id of the Patient resource whose record it must be
   * @param part2Programs references or identifiers of organizations that are programs under 42 CFR
   *     Part 2
   */
  public Survey(ValueSets valueSets, String patientId, Set<String> part2Programs) {
    this.codings = new Codings(valueSets);
    this.patient = new OnePatient(patientId);
    this.part2Programs = Set.copyOf(part2Programs);
  }

  /**
   * Reads the next page; pages are counted from 0. When it throws, the record is not to be cut.
   *
   * @throws UnreadableRecord when it is no bundle, or cannot be read with certainty
   * @throws ForeignPatient when it holds another patient's resource
   */
  public void read(InputStream page) throws IOException, UnreadableRecord, ForeignPatient {
    if (edges != null) {
      throw new IllegalStateException("all pages are read before the record is cut");
    }
    new PageReader(new PageSum.Input(page), chart, patient, names, codings, part2Programs).read();
  }

  /**
   * Applies a decision to all that was read.
   *
   * @throws ForeignPatient when a resource is about another patient, or about nobody known
   */
  public Cut cut(CutPolicy policy) throws ForeignPatient {
    Edges known = edges;
    if (known == null) {
      patient.require(chart);
      known = Edges.of(chart);
      Flow.through(chart, known);
      edges = known;
    }
    return new Cut(policy, chart, known, names);
  }
}

package org.openroi.redaction;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipOutputStream;
import org.openroi.event.LegalRoute;
import org.openroi.event.ReleaseAuthorized;
import org.openroi.event.SensitiveCategory;
import org.openroi.event.StopClass;
import org.openroi.redaction.CdaDocuments.Look;
import org.openroi.redaction.PackageSealer.RecipientKey;
import org.openroi.redaction.redactor.Cut;
import org.openroi.redaction.redactor.CutPolicy;
import org.openroi.redaction.redactor.CutRule;
import org.openroi.redaction.redactor.ForeignPatient;
import org.openroi.redaction.redactor.LedgerLine;
import org.openroi.redaction.redactor.RecordChanged;
import org.openroi.redaction.redactor.Survey;
import org.openroi.redaction.redactor.UnreadableRecord;

/**
 * Fetches a record, cuts it to the decision, and seals what goes to the recipient's key, in
 * streams: no byte of the record rests anywhere in clear. What is not certain goes nowhere.
 */
@ApplicationScoped
public class SealPackage {
  /** The sensitive categories that are told apart at this stage. */
  private static final Set<SensitiveCategory> TOLD_APART =
      Set.of(
          SensitiveCategory.MENTAL_HEALTH, SensitiveCategory.HIV, SensitiveCategory.SUBSTANCE_USE);

  private static final String DOCUMENT = "ClinicalDocument";

  private final RecordSource records;
  private final CutSettings settings;
  private final CdaDocuments documents;
  private final Gate gate;
  private final PackageSealer sealer;
  private final PackageStore store;

  public SealPackage(
      RecordSource records,
      CutSettings settings,
      CdaDocuments documents,
      Gate gate,
      PackageSealer sealer,
      PackageStore store) {
    this.records = records;
    this.settings = settings;
    this.documents = documents;
    this.gate = gate;
    this.sealer = sealer;
    this.store = store;
  }

  /**
   * Makes the package, once. Publishes nothing and keeps nothing but the sealed package.
   *
   * @throws IOException when the source or the store fails; nothing stays
   */
  public SealOutcome seal(PackageOrder order) throws IOException {
    String publicKey = order.endpoint().publicKey();
    Optional<RecipientKey> key = publicKey == null ? Optional.empty() : sealer.key(publicKey);
    if (key.isEmpty()) {
      return stopped(StopClass.RECIPIENT_KEY_NOT_USABLE);
    }
    return switch (records.open(order.patient())) {
      case RecordSource.Found.Missing() -> stopped(StopClass.RECORD_NOT_FOUND);
      case RecordSource.Found.Unreadable() -> stopped(StopClass.RECORD_UNREADABLE);
      case RecordSource.Found.Opened(var record) -> seal(order, record, key.get());
    };
  }

  private SealOutcome seal(PackageOrder order, SourceRecord record, RecipientKey key)
      throws IOException {
    try {
      Survey survey =
          new Survey(settings.valueSets(), record.patientId(), settings.part2Programs());
      List<Page> bundles = pages(record, Page.Kind.FHIR_BUNDLE);
      for (Page page : bundles) {
        try (InputStream in = page.open()) {
          survey.read(in);
        }
      }
      CutPolicy policy = policy(order);
      Cut cut = survey.cut(policy);
      List<LedgerLine> lines = new ArrayList<>(cut.ledger());
      List<Document> going = new ArrayList<>();
      int number = bundles.size();
      for (Page page : pages(record, Page.Kind.CDA_DOCUMENT)) {
        Document document = look(page, record.patientId());
        Optional<CutRule> rule = judge(document.look(), policy, cut.isChartClean());
        if (rule.isEmpty()) {
          going.add(document);
        } else {
          boolean review = rule.get() != CutRule.RECORD_TYPE;
          lines.add(new LedgerLine(number, DOCUMENT, "", rule.get(), null, review));
        }
        number++;
      }
      Ledger ledger = new Ledger(lines, List.of());
      if (cut.isHeldForPart2()) {
        return new SealOutcome.Stopped(StopClass.REVIEW_REQUIRED, ledger);
      }
      if (cut.isEmpty() && going.isEmpty()) {
        return new SealOutcome.Stopped(StopClass.NOTHING_TO_RELEASE, ledger);
      }
      return write(order, record, bundles, cut, going, key, ledger);
    } catch (UnreadableRecord unreadable) {
      return stopped(StopClass.RECORD_UNREADABLE);
    } catch (ForeignPatient foreign) {
      return stopped(StopClass.RECORD_NOT_OF_THIS_PATIENT);
    } catch (RecordChanged changed) {
      throw new IOException(changed.getMessage());
    }
  }

  private SealOutcome write(
      PackageOrder order,
      SourceRecord record,
      List<Page> bundles,
      Cut cut,
      List<Document> going,
      RecipientKey key,
      Ledger ledger)
      throws IOException, RecordChanged {
    Gate.Check check =
        gate.begin(
            new GateOrder(record.patientId(), cut.policy(), cut.isChartClean(), cut.withheldIds()));
    try (PackageStore.Draft draft = store.draft(order.delivery(), order.epoch())) {
      List<Manifest.Entry> entries = new ArrayList<>();
      MessageDigest digest = Entries.sha256();
      byte[] manifest;
      try (ZipOutputStream zip = new ZipOutputStream(key.sealTo(draft.stream()))) {
        zip.setLevel(Deflater.BEST_SPEED);
        for (int page = 0; page < bundles.size(); page++) {
          if (cut.goes(page)) {
            Entries.Entry entry =
                new Entries.Entry("record/%03d.json".formatted(entries.size() + 1), zip);
            try (InputStream in = bundles.get(page).open();
                OutputStream out = check.page(Page.Kind.FHIR_BUNDLE, entry)) {
              cut.write(page, in, out);
            }
            entries.add(entry.end("application/fhir+json", cut.counts(page)));
          }
        }
        int first = entries.size();
        for (Document document : going) {
          Entries.Entry entry =
              new Entries.Entry("documents/%03d.xml".formatted(entries.size() - first + 1), zip);
          try (InputStream in = document.page().open();
              OutputStream out = check.page(Page.Kind.CDA_DOCUMENT, entry)) {
            in.transferTo(out);
          }
          Manifest.Entry written = entry.end("application/cda+xml", Map.of());
          if (!written.sha256().equals(document.sha256())) {
            throw new RecordChanged();
          }
          entries.add(written);
        }
        manifest = new Manifest(order, settings.version(), entries).toBytes();
        zip.putNextEntry(Entries.entry("manifest.json"));
        zip.write(manifest);
        zip.closeEntry();
      }
      Set<GateFinding> findings = check.findings();
      if (!findings.isEmpty()) {
        return new SealOutcome.Stopped(
            StopClass.REVIEW_REQUIRED, new Ledger(ledger.lines(), List.copyOf(findings)));
      }
      return new SealOutcome.Sealed(
          draft.commit(),
          HexFormat.of().formatHex(digest.digest(manifest)),
          entries.stream().mapToInt(Manifest.Entry::items).sum(),
          key.fingerprint(),
          settings.version(),
          ledger);
    }
  }

  /**
   * A document that was looked into.
   *
   * @param sha256 of the bytes that were
   */
  private record Document(Page page, Look.OfThePatient look, String sha256) {}

  private Document look(Page page, String patientId)
      throws IOException, UnreadableRecord, ForeignPatient {
    MessageDigest digest = Entries.sha256();
    try (InputStream in = new DigestInputStream(page.open(), digest)) {
      Look look = documents.look(in, patientId);
      return switch (look) {
        case Look.Unreadable() -> throw new UnreadableRecord();
        case Look.OfAnotherPatient() -> throw new ForeignPatient();
        case Look.OfThePatient found ->
            new Document(page, found, HexFormat.of().formatHex(digest.digest()));
      };
    }
  }

  /** Why a document does not go; empty when it does. */
  private static Optional<CutRule> judge(
      Look.OfThePatient look, CutPolicy policy, boolean chartClean) {
    if (!policy.isWhole()) {
      return Optional.of(CutRule.RECORD_TYPE);
    }
    if (look.restricted() && !policy.individual()) {
      return Optional.of(CutRule.DOUBT);
    }
    boolean clean = chartClean && look.mentions().stream().noneMatch(policy.withheld()::contains);
    return policy.withheld().isEmpty() || clean
        ? Optional.empty()
        : Optional.of(CutRule.MAY_MENTION);
  }

  private static CutPolicy policy(PackageOrder order) {
    ReleaseAuthorized decision = order.decision();
    boolean individual = decision.route() == LegalRoute.ROA_SELF;
    EnumSet<SensitiveCategory> withheld = EnumSet.noneOf(SensitiveCategory.class);
    if (!individual) {
      withheld.addAll(TOLD_APART);
      withheld.removeAll(order.terms().categories());
    }
    return new CutPolicy(
        individual,
        decision.scope().recordTypes(),
        decision.scope().from(),
        decision.scope().to(),
        order.terms().encounters(),
        order.terms().protocol() != null,
        withheld);
  }

  private static List<Page> pages(SourceRecord record, Page.Kind kind) {
    return record.pages().stream().filter(page -> page.kind() == kind).toList();
  }

  private static SealOutcome stopped(StopClass reason) {
    return new SealOutcome.Stopped(reason, Ledger.EMPTY);
  }
}

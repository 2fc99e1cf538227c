package org.openroi.redaction.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Set;
import org.openroi.redaction.CutSettings;
import org.openroi.redaction.Gate;
import org.openroi.redaction.GateFinding;
import org.openroi.redaction.GateOrder;
import org.openroi.redaction.Page;

/** {@link Gate} on Jackson's streaming parser, for every package a check of its own. */
@ApplicationScoped
class JacksonGate implements Gate {
  private final GateCodes codes;

  JacksonGate(CutSettings settings) {
    codes = new GateCodes(settings.packs());
  }

  @Override
  public Check begin(GateOrder order) {
    return new PackageCheck(order);
  }

  private final class PackageCheck implements Check {
    private final GateOrder order;
    private final GateRules rules;
    private final Set<GateFinding> findings = EnumSet.noneOf(GateFinding.class);

    PackageCheck(GateOrder order) {
      this.order = order;
      this.rules = new GateRules(order, codes, findings);
    }

    @Override
    public OutputStream page(Page.Kind kind, OutputStream next) throws IOException {
      return switch (kind) {
        case FHIR_BUNDLE ->
            new WatchedOutput(next, in -> new BundleCheck(rules).read(in), findings);
        case CDA_DOCUMENT ->
            new WatchedOutput(next, in -> new TextCheck(order, findings).read(in), findings);
      };
    }

    @Override
    public Set<GateFinding> findings() {
      rules.end();
      return Set.copyOf(findings);
    }
  }
}

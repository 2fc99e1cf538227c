package org.openroi.redaction.fhir;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openroi.redaction.CutSettings;
import org.openroi.redaction.Gate;
import org.openroi.redaction.GateFinding;
import org.openroi.redaction.GateOrder;
import org.openroi.redaction.Page;

/**
 * {@link Gate} on Jackson's streaming parser and SAX, for every package a check of its own. Made
 * when the service starts: one whose packs of value sets cannot be read does not start.
 */
@Startup
@ApplicationScoped
class JacksonGate implements Gate {
  private final CutSettings settings;
  private final GateCodes codes;

  JacksonGate(CutSettings settings) {
    this.settings = settings;
    codes = new GateCodes(settings.packs());
  }

  @Override
  public Check begin(GateOrder order) {
    return new PackageCheck(new GateRules(order, settings, codes));
  }

  /** The pages are read one after the other, each in a thread of its own. */
  private static final class PackageCheck implements Check {
    private final GateRules rules;
    private final List<WatchedOutput> pages = new ArrayList<>();

    PackageCheck(GateRules rules) {
      this.rules = rules;
    }

    @Override
    public OutputStream page(Page.Kind kind, OutputStream next) {
      WatchedOutput page =
          switch (kind) {
            case FHIR_BUNDLE -> new WatchedOutput(next, new BundleCheck(rules)::read);
            case CDA_DOCUMENT -> new WatchedOutput(next, new DocumentCheck(rules)::read);
          };
      pages.add(page);
      return page;
    }

    @Override
    public Set<GateFinding> findings() {
      if (!pages.stream().allMatch(WatchedOutput::isUnderstood)) {
        rules.find(GateFinding.UNREADABLE);
      }
      return rules.findings();
    }
  }
}

package org.openroi.redaction.ccda;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.openroi.event.SensitiveCategory;
import org.openroi.redaction.CdaDocuments;
import org.openroi.redaction.CutSettings;
import org.openroi.redaction.label.Words;

/**
 * {@link CdaDocuments} on the JDK's StAX: no document type, no entity of its own, nothing fetched.
 */
@ApplicationScoped
class StaxCdaDocuments implements CdaDocuments {
  private static final String CDA = "urn:hl7-org:v3";

  private final CutSettings settings;
  private final XMLInputFactory factory = factory();

  StaxCdaDocuments(CutSettings settings) {
    this.settings = settings;
  }

  @Override
  public Look look(InputStream document, String patientId) throws IOException {
    Reported in = new Reported(document);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      try {
        return look(reader, patientId);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException | RuntimeException malformed) {
      if (in.failure != null) {
        throw in.failure;
      }
      return new Look.Unreadable();
    }
  }

  private Look look(XMLStreamReader reader, String patientId) throws XMLStreamException {
    Words.Search words = new Words.Search();
    EnumSet<SensitiveCategory> mentions = EnumSet.noneOf(SensitiveCategory.class);
    Deque<String> path = new ArrayDeque<>();
    boolean document = false;
    int patients = 0;
    boolean ofThePatient = false;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          String name = reader.getLocalName();
          if (path.isEmpty()) {
            document = name.equals("ClinicalDocument") && CDA.equals(reader.getNamespaceURI());
          }
          if (name.equals("patientRole") && "recordTarget".equals(path.peek())) {
            patients++;
          }
          if (name.equals("id") && "patientRole".equals(path.peek())) {
            ofThePatient |= patientId.equals(reader.getAttributeValue(null, "extension"));
          }
          String code = reader.getAttributeValue(null, "code");
          String system = reader.getAttributeValue(null, "codeSystem");
          if (code != null && system != null) {
            mentions.addAll(settings.valueSets().categories(system, code));
          }
          for (int i = 0; i < reader.getAttributeCount(); i++) {
            words.accept(reader.getAttributeValue(i));
            words.accept(" ");
          }
          path.push(name);
        }
        case XMLStreamConstants.END_ELEMENT -> {
          path.pop();
          words.accept(" ");
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            words.accept(reader.getText());
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
          return new Look.Unreadable();
        }
        default -> {
          // comments and processing instructions say nothing of a patient
        }
      }
    }
    if (!document || patients == 0) {
      return new Look.Unreadable();
    }
    mentions.addAll(words.found());
    return ofThePatient && patients == 1
        ? new Look.OfThePatient(Set.copyOf(mentions))
        : new Look.OfAnotherPatient();
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing is fetched");
        });
    return factory;
  }

  /** Tells a source that fails from a document that is malformed. */
  private static final class Reported extends FilterInputStream {
    private @Nullable IOException failure;

    Reported(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (IOException failed) {
        failure = failed;
        throw failed;
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return in.read(buffer, offset, length);
      } catch (IOException failed) {
        failure = failed;
        throw failed;
      }
    }
  }
}

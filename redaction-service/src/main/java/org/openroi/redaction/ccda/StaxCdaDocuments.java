package org.openroi.redaction.ccda;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
  private static final int DEEPEST = 1_000;

  /** Bytes of a tag: the parser holds it whole. */
  private static final int LONGEST_TAG = 1_000_000;

  private final CutSettings settings;

  StaxCdaDocuments(CutSettings settings) {
    this.settings = settings;
  }

  @Override
  public Look look(InputStream document, String patientId) throws IOException {
    Reported in = new Reported(document);
    try {
      // One for each: the JDK's keeps its last reader, and with it a piece of the document.
      XMLStreamReader reader = factory().createXMLStreamReader(in);
      try {
        Look look = look(reader, patientId);
        in.transferTo(OutputStream.nullOutputStream());
        return look;
      } finally {
        reader.close();
      }
    } catch (XMLStreamException | TagWithoutEnd | RuntimeException malformed) {
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
    boolean restricted = false;
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
          restricted |=
              name.equals("confidentialityCode") && ("R".equals(code) || "V".equals(code));
          String system = reader.getAttributeValue(null, "codeSystem");
          if (code != null && system != null) {
            mentions.addAll(settings.valueSets().categories(system, code));
          }
          for (int i = 0; i < reader.getAttributeCount(); i++) {
            words.accept(reader.getAttributeValue(i));
            words.accept(" ");
          }
          path.push(name);
          if (path.size() > DEEPEST) {
            return new Look.Unreadable();
          }
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
        ? new Look.OfThePatient(Set.copyOf(mentions), restricted)
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

  /** Tells a source that fails from a document that is malformed, or made to fill the memory. */
  private static final class Reported extends FilterInputStream {
    private @Nullable IOException failure;
    private boolean tag;
    private int length;

    Reported(InputStream in) {
      super(in);
    }

    /** The parser closes what it has read to its end; here it is read on. */
    @Override
    public void close() {}

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read;
      try {
        read = in.read(buffer, offset, length);
      } catch (IOException failed) {
        failure = failed;
        throw failed;
      }
      for (int i = offset; i < offset + read; i++) {
        measure(buffer[i]);
      }
      return read;
    }

    private void measure(byte b) throws TagWithoutEnd {
      if (b == '<' || b == '>') {
        tag = b == '<';
        length = 0;
      } else if (tag && ++length > LONGEST_TAG) {
        throw new TagWithoutEnd();
      }
    }
  }

  private static final class TagWithoutEnd extends IOException {
    TagWithoutEnd() {
      super("a tag without end");
    }
  }
}

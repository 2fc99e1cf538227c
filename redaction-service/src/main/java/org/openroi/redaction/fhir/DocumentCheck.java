package org.openroi.redaction.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.openroi.redaction.GateFinding;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads a C-CDA document by SAX and asks the rules of its patient, codes and words. */
final class DocumentCheck {
  private final GateRules rules;

  DocumentCheck(GateRules rules) {
    this.rules = rules;
  }

  /**
   * Reads a document to its end.
   *
   * @throws IOException when it is none
   */
  void read(InputStream in) throws IOException {
    rules.document();
    try {
      SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Content content = new Content(rules);
      factory.newSAXParser().parse(in, content);
      content.end();
    } catch (SAXException | ParserConfigurationException malformed) {
      throw new IOException("no document that is understood");
    }
  }

  private static final class Content extends DefaultHandler {
    private final GateRules rules;
    private final TextCheck text;
    private final Deque<String> path = new ArrayDeque<>();
    private boolean ofThePatient;

    Content(GateRules rules) {
      this.rules = rules;
      this.text = new TextCheck(rules.words());
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes)
        throws SAXException {
      if (path.isEmpty() && !name.equals("ClinicalDocument")) {
        throw new SAXException("no C-CDA document");
      }
      if (name.equals("id") && "patientRole".equals(path.peek())) {
        ofThePatient |= rules.isPatient(attributes.getValue("extension"));
      }
      String system = attributes.getValue("codeSystem");
      String code = attributes.getValue("code");
      if (system != null && code != null && rules.isWithheld(system, code)) {
        rules.find(GateFinding.CODE);
      }
      for (int i = 0; i < attributes.getLength(); i++) {
        text.accept(attributes.getValue(i));
        text.accept(" ");
      }
      path.push(name);
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
      path.pop();
      text.accept(" ");
    }

    @Override
    public void characters(char[] chars, int offset, int length) {
      text.accept(chars, offset, length);
    }

    void end() {
      if (!ofThePatient) {
        rules.find(GateFinding.ANOTHER_PATIENT);
      }
      if (text.isFound()) {
        rules.find(GateFinding.WORD);
      }
    }
  }
}

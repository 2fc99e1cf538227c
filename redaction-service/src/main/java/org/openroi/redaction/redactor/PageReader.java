package org.openroi.redaction.redactor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.redaction.label.Words;
import org.openroi.redaction.redactor.JsonScanner.Sink;
import org.openroi.redaction.redactor.JsonScanner.Token;
import org.openroi.redaction.redactor.PageLayout.Property;

/** Reads a bundle and adds what it learns of each entry to a chart. */
final class PageReader {
  /** Stands for no property: that of what is read from an entry beside its resource. */
  private static final int NO_NAME = -1;

  private final JsonScanner scanner;
  private final PageSum.Input input;
  private final Chart chart;
  private final OnePatient patient;
  private final Names names;
  private final Codings codings;
  private final Set<String> programs;

  private final Draft draft = new Draft();
  private final Words.Search words = new Words.Search();
  private final AttachmentText attachment = new AttachmentText();
  private final Days undated = new Days();
  private final Frame[] frames = new Frame[JsonScanner.MAX_DEPTH + 1];
  private final List<Long> identifiers = new ArrayList<>();
  private boolean inResource;

  private final Sink nowhere = (bytes, from, to) -> {};
  private final Sink toWords = words::accept;
  private final Sink toAttachment = attachment::accept;
  private final Sink toWordsAndDays =
      (bytes, from, to) -> {
        words.accept(bytes, from, to);
        draft.days.accept(bytes, from, to);
      };

  PageReader(
      PageSum.Input input,
      Chart chart,
      OnePatient patient,
      Names names,
      Codings codings,
      Set<String> programs) {
    this.input = input;
    this.scanner = new JsonScanner(input, names.interner());
    this.chart = chart;
    this.patient = patient;
    this.names = names;
    this.codings = codings;
    this.programs = programs;
  }

  /** What an object says of itself, until it ends. */
  private static final class Frame {
    int name;
    int root;
    byte[] system = new byte[64];
    int systemLength;
    byte[] code = new byte[32];
    int codeLength;
    boolean refers;
    long reference;
    boolean identified;
    long identifier;
    @Nullable String value;
    boolean hasContentType;
    boolean isPlainText;
    boolean hasUrl;
    long url;
    boolean hasData;
    boolean isSampled;
    boolean isText;
    int words;
    boolean hasDiv;
    boolean hasText;
    boolean isResource;
    boolean isPatient;
    boolean isThePatient;

    Frame begin(int name, int root) {
      this.name = name;
      this.root = root;
      systemLength = -1;
      codeLength = -1;
      refers = false;
      reference = 0;
      identified = false;
      identifier = 0;
      value = null;
      hasContentType = false;
      isPlainText = false;
      hasUrl = false;
      url = 0;
      hasData = false;
      isSampled = false;
      isText = false;
      words = 0;
      hasDiv = false;
      hasText = false;
      isResource = false;
      isPatient = false;
      isThePatient = false;
      return this;
    }
  }

  void read() throws IOException, UnreadableRecord, ForeignPatient {
    int first = chart.size();
    List<Property> properties = new ArrayList<>();
    boolean isBundle = false;
    int labels = 0;
    require(scanner.next() == Token.START_OBJECT);
    for (Token token = next(); token != Token.END_OBJECT; token = next()) {
      int name = scanner.name();
      long from = scanner.start();
      long valueFrom = from;
      switch (name) {
        case Names.RESOURCE_TYPE -> {
          require(scanner.next() == Token.STRING && !scanner.isLong());
          isBundle = text().equals("Bundle");
        }
        case Names.ENTRY -> {
          require(scanner.next() == Token.START_ARRAY);
          for (Token each = scanner.next(); each != Token.END_ARRAY; each = scanner.next()) {
            require(each == Token.START_OBJECT);
            entry();
          }
        }
        case Names.META -> {
          draft.clear();
          value(frame(NO_NAME, NO_NAME), name, name);
          labels = draft.labels;
        }
        default -> {
          Token value = next();
          valueFrom = scanner.start();
          scanner.skip(value);
        }
      }
      properties.add(new Property(name, from, valueFrom, scanner.end()));
    }
    require(scanner.next() == Token.END && isBundle);
    spread(labels, first);
    chart.add(new PageLayout(first, chart.size(), labels, properties, input.sum()));
  }

  /** What a bundle says of itself, and no resource in it explains, is true of each of them. */
  private void spread(int labels, int first) {
    int said = 0;
    for (int at = first; at < chart.size(); at++) {
      said |= chart.own(at);
    }
    int more = labels & ~Labels.RESTRICTED & ~said;
    if (labels != more && (labels | said) == Labels.RESTRICTED) {
      more = Labels.DOUBT;
    }
    for (int at = first; at < chart.size(); at++) {
      chart.addOwn(at, more);
    }
  }

  private void entry() throws IOException, UnreadableRecord, ForeignPatient {
    draft.clear();
    draft.from = scanner.start();
    identifiers.clear();
    Frame entry = frame(NO_NAME, NO_NAME);
    for (Token token = next(); token != Token.END_OBJECT; token = next()) {
      switch (scanner.name()) {
        case Names.RESOURCE -> {
          Token value = next();
          if (value == Token.START_OBJECT) {
            resource();
          } else {
            scanner.skip(value);
          }
        }
        case Names.FULL_URL -> {
          Token value = next();
          if (value == Token.STRING) {
            require(!scanner.isLong());
            draft.urlKey = Keys.ofReference(scanner.bytes(), scanner.from(), scanner.to());
          } else {
            scanner.skip(value);
          }
        }
        default -> value(entry, scanner.name(), NO_NAME);
      }
    }
    draft.to = scanner.end();
    if (draft.type.equals("Patient")) {
      patient.isAt(draft.urlKey);
      identifiers.forEach(patient::isIdentifiedBy);
    }
    chart.add(draft);
  }

  private void resource() throws IOException, UnreadableRecord, ForeignPatient {
    inResource = true;
    draft.resourceFrom = scanner.start();
    draft.outline.begin(scanner.start());
    Frame root = frame(NO_NAME, NO_NAME);
    object(root, root);
    require(!draft.type.isEmpty());
    draft.outline.end(scanner.end());
    inResource = false;
  }

  /**
   * An object whose brace was read.
   *
   * @param within the object that it stands in
   */
  private void object(Frame frame, Frame within)
      throws IOException, UnreadableRecord, ForeignPatient {
    for (Token token = scanner.next(); token != Token.END_OBJECT; token = scanner.next()) {
      int name = scanner.name();
      value(frame, name, frame.root == NO_NAME && inResource ? name : frame.root);
    }
    end(frame, within);
  }

  /**
   * The value of a property whose name was read.
   *
   * @param root the property of the resource that it is, or stands in
   */
  private void value(Frame owner, int name, int root)
      throws IOException, UnreadableRecord, ForeignPatient {
    long from = scanner.start();
    owner.isSampled |= name == Names.ORIGIN;
    sinkFor(name, root);
    switch (scanner.next()) {
      case START_OBJECT -> {
        draft.outline.open(from, Outline.OBJECT);
        Frame value = frame(name, root);
        object(value, owner);
        close(owner, name, value.isResource);
      }
      case START_ARRAY -> {
        draft.outline.open(from, Outline.ARRAY);
        elements(owner, name, root);
        close(owner, name, false);
      }
      case STRING -> {
        string(owner, name, root);
        draft.outline.leaf(from, scanner.end(), flag(owner, name));
      }
      default -> draft.outline.leaf(from, scanner.end(), flag(owner, name));
    }
  }

  private void close(Frame owner, int name, boolean isResource) {
    if (name == Names.TEXT) {
      draft.outline.isText();
    }
    draft.outline.close(scanner.end(), flag(owner, name), isResource);
  }

  /** Tells the properties of a patient that say who it is, as long as it may be one. */
  private int flag(Frame owner, int name) {
    boolean ofPatient =
        inResource
            && owner.name == NO_NAME
            && (draft.type.isEmpty() || draft.type.equals("Patient"))
            && names.is(name, Names.IDENTITY);
    return ofPatient ? Outline.IDENTITY : 0;
  }

  private void elements(Frame owner, int name, int root)
      throws IOException, UnreadableRecord, ForeignPatient {
    while (true) {
      sinkFor(name, root);
      Token token = scanner.next();
      long from = scanner.start();
      switch (token) {
        case END_ARRAY -> {
          return;
        }
        case START_OBJECT -> {
          draft.outline.open(from, Outline.OBJECT);
          Frame element = frame(name, root);
          object(element, owner);
          draft.outline.close(scanner.end(), 0, element.isResource);
        }
        case START_ARRAY -> {
          draft.outline.open(from, Outline.ARRAY);
          elements(owner, name, root);
          draft.outline.close(scanner.end(), 0, false);
        }
        case STRING -> {
          string(owner, name, root);
          draft.outline.leaf(from, scanner.end(), 0);
        }
        default -> draft.outline.leaf(from, scanner.end(), 0);
      }
    }
  }

  private void sinkFor(int name, int root) {
    if (name == Names.DATA) {
      attachment.begin(inResource ? draft.days : undated);
      scanner.longStringsTo(toAttachment);
    } else if (names.is(name, Names.NO_TEXT)) {
      scanner.longStringsTo(nowhere);
    } else {
      scanner.longStringsTo(isDated(root) ? toWordsAndDays : toWords);
    }
  }

  private boolean isDated(int root) {
    return inResource && root != Names.META && root != Names.TEXT;
  }

  private void string(Frame owner, int name, int root) throws UnreadableRecord {
    byte[] bytes = scanner.bytes();
    int from = scanner.from();
    int to = scanner.to();
    if (names.is(name, Names.NO_TEXT)) {
      code(owner, name, bytes, from, to);
      return;
    }
    if (scanner.isLong()) {
      draft.labels |= words.bits();
      draft.days.end();
      return;
    }
    words.accept(bytes, from, to);
    draft.labels |= words.bits();
    if (isDated(root)) {
      draft.days.find(bytes, from, to, names.is(name, Names.OF_DATES));
    }
    switch (name) {
      case Names.RESOURCE_TYPE -> {
        owner.isResource = true;
        String type = text();
        owner.isPatient = type.equals("Patient");
        if (inResource && owner.name == NO_NAME) {
          draft.type = type;
        }
      }
      case Names.CONTENT_TYPE -> {
        owner.hasContentType = true;
        owner.isPlainText = isPlainText(text());
      }
      case Names.VALUE -> {
        if (owner.name == Names.IDENTIFIER) {
          owner.identified = true;
          owner.identifier = Keys.ofIdentifier(bytes, from, to);
          boolean asked = root == Names.SERVICE_PROVIDER || root == Names.IDENTIFIER;
          owner.value = asked && !programs.isEmpty() ? text() : null;
        }
      }
      default -> {
        // nothing else is asked of text
      }
    }
  }

  /** A string that is no text, and may be one by which something is known. */
  private void code(Frame owner, int name, byte[] bytes, int from, int to) throws UnreadableRecord {
    switch (name) {
      case Names.DATA -> {
        if (!scanner.isLong()) {
          attachment.accept(bytes, from, to);
        }
        owner.hasData = true;
        owner.words |= attachment.finish();
        owner.isText = attachment.isText();
      }
      case Names.URL -> {
        owner.hasUrl = true;
        boolean ofAttachment = names.is(owner.name, Names.OF_ATTACHMENTS);
        owner.url = ofAttachment && !scanner.isLong() ? Keys.ofReference(bytes, from, to) : 0;
      }
      case Names.DIV -> owner.hasDiv = true;
      case Names.ID -> {
        require(!scanner.isLong());
        owner.isThePatient = patient.hasId(bytes, from, to);
        if (inResource && owner.name == NO_NAME) {
          draft.id(bytes, from, to);
        }
      }
      case Names.SYSTEM -> {
        require(!scanner.isLong());
        owner.systemLength = to - from;
        if (owner.system.length < owner.systemLength) {
          owner.system = new byte[owner.systemLength];
        }
        System.arraycopy(bytes, from, owner.system, 0, owner.systemLength);
      }
      case Names.CODE -> {
        require(!scanner.isLong());
        owner.codeLength = to - from;
        if (owner.code.length < owner.codeLength) {
          owner.code = new byte[owner.codeLength];
        }
        System.arraycopy(bytes, from, owner.code, 0, owner.codeLength);
      }
      case Names.REFERENCE -> {
        require(!scanner.isLong());
        owner.refers = !Keys.isLocal(bytes, from, to);
        owner.reference = Keys.ofReference(bytes, from, to);
        if (owner.root == Names.SERVICE_PROVIDER) {
          provider(text());
        }
      }
      default -> {
        // a fullUrl within a resource says nothing
      }
    }
  }

  /** An object has ended; what it says of itself is complete. */
  private void end(Frame frame, Frame within) throws ForeignPatient {
    if (frame.isPatient && !frame.isThePatient) {
      throw new ForeignPatient();
    }
    if (frame.systemLength >= 0 && frame.codeLength >= 0) {
      coding(frame, within);
    }
    if (frame.name == Names.IDENTIFIER && frame.identified && inResource) {
      identifier(frame, within);
    }
    if (names.is(frame.name, Names.OF_PATIENTS) && inResource) {
      if (frame.refers) {
        patient.isSubject(frame.reference);
      } else if (frame.identified) {
        patient.isSubjectByIdentifier(frame.identifier);
      }
    }
    if (frame.reference != 0) {
      boolean encounter =
          frame.name == Names.ENCOUNTER
              || (frame.root == Names.CONTEXT && frame.name == Names.CONTEXT);
      int kind =
          (encounter ? Outline.TO_ENCOUNTER : 0)
              | (frame.root == Names.SECURITY_CONTEXT ? Outline.TO_GUARD : 0)
              | (frame.root == Names.SERVICE_PROVIDER ? Outline.TO_PROVIDER : 0);
      draft.outline.refer(frame.reference, kind, true);
    }
    if (frame.hasContentType
        || (frame.hasData && !frame.isSampled)
        || (frame.hasUrl && names.is(frame.name, Names.OF_ATTACHMENTS))) {
      attachment(frame);
    } else {
      draft.labels |= frame.words;
    }
    text(frame, within);
  }

  private void coding(Frame frame, Frame within) {
    Codings.Meaning meaning =
        codings.of(frame.system, frame.systemLength, frame.code, frame.codeLength);
    if (frame.name == Names.SECURITY && within.name == Names.META) {
      draft.labels |= meaning.security();
      draft.security |= meaning.security();
    }
    draft.labels |= meaning.categories();
    if (meaning.hint() == 0) {
      return;
    }
    switch (frame.root) {
      case Names.CATEGORY -> {
        switch (meaning.hintFrom()) {
          case NOTES -> draft.noteHints |= meaning.hint();
          case SECTIONS -> draft.sectionHints |= meaning.hint();
          case OBSERVATIONS -> draft.observationHints |= meaning.hint();
          case NONE -> {
            // has no hint
          }
        }
      }
      case Names.CODE ->
          draft.noteHints |= meaning.hintFrom() == Kind.Hints.NOTES ? meaning.hint() : 0;
      case Names.TYPE ->
          draft.documentHints |= meaning.hintFrom() == Kind.Hints.NOTES ? meaning.hint() : 0;
      default -> {
        // elsewhere it says nothing of the whole
      }
    }
  }

  private void identifier(Frame frame, Frame within) {
    if (within.name == NO_NAME) {
      identifiers.add(frame.identifier);
    } else if (names.is(within.name, Names.OF_PATIENTS)) {
      within.identified = true;
      within.identifier = frame.identifier;
    }
    if (frame.value != null) {
      String system =
          frame.systemLength < 0
              ? ""
              : new String(frame.system, 0, frame.systemLength, StandardCharsets.UTF_8);
      if (frame.root == Names.SERVICE_PROVIDER) {
        provider(system + "|" + frame.value);
      } else if (isProgram(system + "|" + frame.value)) {
        draft.program = true;
      }
    }
  }

  private void attachment(Frame frame) {
    draft.document = true;
    draft.attachmentWords |= frame.words;
    draft.plain &= frame.hasData && frame.isText && !frame.hasUrl && frame.isPlainText;
    if (frame.url != 0) {
      draft.outline.refer(frame.url, Outline.TO_CONTENT, false);
    }
  }

  /** Text that is no narrative of a resource stays in it, and nobody has searched it. */
  private void text(Frame frame, Frame within) {
    if (frame.hasDiv) {
      if (frame.name == Names.TEXT) {
        within.hasText = true;
      } else {
        unsearched();
      }
    }
    if (frame.hasText && !frame.isResource) {
      unsearched();
    }
  }

  private void unsearched() {
    draft.document = true;
    draft.plain = false;
  }

  private void provider(String named) {
    if (isProgram(named)) {
      draft.labels |= Labels.OF_A_PROGRAM;
    }
  }

  private boolean isProgram(String named) {
    String plain = named.replace("%7C", "|").replace("%7c", "|");
    for (String program : programs) {
      if (plain.equals(program)
          || plain.endsWith("|" + program)
          || plain.endsWith("/" + program)
          || plain.endsWith(":" + program)
          || plain.endsWith("=" + program)) {
        return true;
      }
    }
    return false;
  }

  private Token next() throws IOException, UnreadableRecord {
    scanner.longStringsTo(nowhere);
    return scanner.next();
  }

  private String text() {
    return new String(
        scanner.bytes(), scanner.from(), scanner.to() - scanner.from(), StandardCharsets.UTF_8);
  }

  private Frame frame(int name, int root) {
    int depth = scanner.depth();
    if (frames[depth] == null) {
      frames[depth] = new Frame();
    }
    return frames[depth].begin(name, root);
  }

  private static boolean isPlainText(String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT).replace(" ", "");
    return type.equals("text/plain") || type.equals("text/plain;charset=utf-8");
  }

  private static void require(boolean fulfilled) throws UnreadableRecord {
    if (!fulfilled) {
      throw new UnreadableRecord();
    }
  }
}

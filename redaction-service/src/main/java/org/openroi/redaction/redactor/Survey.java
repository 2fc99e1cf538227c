package org.openroi.redaction.redactor;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openroi.redaction.label.ValueSets;
import org.openroi.redaction.label.Words;
import org.openroi.redaction.redactor.JsonScanner.Token;

/**
 * Reads every page of a record once and keeps what the cut must know: of each resource its type,
 * id, dates, references and labels, none of its text. Needs little memory whatever the size:
 * attachments are looked into as they pass.
 *
 * <p>Pages are FHIR R4 bundles. Not for use by several threads.
 */
public final class Survey {
  /** Strings under these names are no text. */
  private static final Set<String> NO_TEXT =
      Set.of("id", "url", "reference", "system", "code", "fullUrl", "div", "data");

  private static final Set<String> PATIENT_REFERENCES =
      Set.of("subject", "patient", "beneficiary", "for");

  private static final Set<String> ATTACHMENTS =
      Set.of(
          "attachment",
          "presentedForm",
          "content",
          "photo",
          "image",
          "valueAttachment",
          "contentAttachment",
          "sourceAttachment");

  private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  private static final String CONFIDENTIALITY =
      "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

  private final ValueSets valueSets;
  private final String patientId;
  private final Set<String> part2Programs;
  private final Index index = new Index();
  private final List<PageSum> sums = new ArrayList<>();
  private final Set<Long> patients = new LinkedHashSet<>();
  private final Set<Long> subjects = new LinkedHashSet<>();
  private final Words.Search words = new Words.Search();
  private final AttachmentText attachment = new AttachmentText();
  private final Map<String, String> names = new HashMap<>();

  /**
   * @param patientId id of the Patient resource whose record it must be
   * @param part2Programs references or identifiers of organizations that are programs under 42 CFR
   *     Part 2
   */
  public Survey(ValueSets valueSets, String patientId, Set<String> part2Programs) {
    this.valueSets = valueSets;
    this.patientId = patientId;
    this.part2Programs = Set.copyOf(part2Programs);
    patients.add(Keys.of("Patient", patientId));
    patients.add(Keys.ofReference("urn:uuid:" + patientId));
  }

  /**
   * Reads the next page; pages are counted from 0.
   *
   * @throws UnreadableRecord when it is no bundle, or cannot be read with certainty
   * @throws ForeignPatient when it holds another patient's resource
   */
  public void read(InputStream page) throws IOException, UnreadableRecord, ForeignPatient {
    DigestedInput input = new DigestedInput(page);
    new PageReader(new JsonScanner(input), sums.size()).read();
    sums.add(input.sum());
  }

  /**
   * Applies a decision to all that was read.
   *
   * @throws ForeignPatient when a resource is about another patient, or about nobody known
   */
  public Cut cut(CutPolicy policy) throws ForeignPatient {
    requireOnePatient();
    Labels.flow(index);
    return new Cut(policy, index, List.copyOf(sums));
  }

  private void requireOnePatient() throws ForeignPatient {
    for (long subject : subjects) {
      boolean patient = patients.contains(subject);
      boolean[] other = {false};
      if (!patient && index.knows(subject)) {
        // A group, a device or a place may be a subject too; another patient's resource was
        // refused.
        index.each(subject, at -> other[0] |= index.get(at).type.equals("Patient"));
      } else if (!patient) {
        other[0] = true;
      }
      if (other[0]) {
        throw new ForeignPatient();
      }
    }
  }

  /** What an object says of itself, until it ends. */
  private static final class Frame {
    final Set<String> names = new HashSet<>();
    @Nullable String system;
    @Nullable String code;
    @Nullable String reference;
    @Nullable String contentType;
    @Nullable String value;
    boolean url;
    boolean data;
    boolean sampled;
    int words;
    boolean text;

    Frame clear() {
      names.clear();
      system = null;
      code = null;
      reference = null;
      contentType = null;
      value = null;
      url = false;
      data = false;
      sampled = false;
      words = 0;
      text = false;
      return this;
    }
  }

  private final class PageReader {
    private final JsonScanner scanner;
    private final int page;
    private final List<Frame> frames = new ArrayList<>();
    private Resource resource;
    private int hints;
    private boolean restricted;
    private boolean explained;

    PageReader(JsonScanner scanner, int page) {
      this.scanner = scanner;
      this.page = page;
      this.resource = new Resource(page);
    }

    void read() throws IOException, UnreadableRecord, ForeignPatient {
      require(Token.START_OBJECT);
      Set<String> seen = frame().names;
      boolean bundle = false;
      for (Token token = scanner.next(); token != Token.END_OBJECT; token = scanner.next()) {
        String name = name(seen);
        switch (name) {
          case "resourceType" -> {
            require(Token.STRING);
            bundle = "Bundle".contentEquals(scanner.text());
          }
          case "entry" -> {
            require(Token.START_ARRAY);
            while (scanner.next() == Token.START_OBJECT) {
              entry();
            }
          }
          default -> skip(scanner.next());
        }
      }
      require(Token.END);
      if (!bundle) {
        throw new UnreadableRecord();
      }
    }

    private void entry() throws IOException, UnreadableRecord, ForeignPatient {
      Set<String> seen = frame().names;
      resource = new Resource(page);
      for (Token token = scanner.next(); token != Token.END_OBJECT; token = scanner.next()) {
        String name = name(seen);
        Token value = scanner.next();
        if (name.equals("resource") && value == Token.START_OBJECT) {
          resource();
        } else if (name.equals("fullUrl") && value == Token.STRING && !scanner.isLong()) {
          resource.urlKey = Keys.ofReference(scanner.text());
        } else {
          skip(value);
        }
      }
      if (!resource.type.isEmpty() && !resource.id.isEmpty()) {
        resource.key = Keys.of(resource.type, resource.id);
      }
      if (resource.type.equals("Patient")) {
        if (!resource.id.equals(patientId)) {
          throw new ForeignPatient();
        }
        if (resource.urlKey != 0) {
          patients.add(resource.urlKey);
        }
      }
      index.add(resource);
    }

    private void resource() throws IOException, UnreadableRecord {
      hints = 0;
      restricted = false;
      explained = false;
      object("", "");
      if (resource.type.isEmpty()) {
        throw new UnreadableRecord();
      }
      resource.kinds = Kind.of(resource.type, hints);
      resource.doubtful |= restricted && !explained;
      resource.document |= Kind.DOCUMENTS.contains(resource.type);
      if (resource.type.equals("Composition")) {
        resource.plain = false;
      }
      if (Kind.UNDATED.contains(resource.type)) {
        resource.firstDay = 0;
        resource.lastDay = 0;
      }
      resource.settle();
    }

    /**
     * An object whose brace was read.
     *
     * @param root the property of the resource that it stands in
     */
    private void object(String name, String root) throws IOException, UnreadableRecord {
      Frame frame = frame();
      for (Token token = scanner.next(); token != Token.END_OBJECT; token = scanner.next()) {
        String property = name(frame.names);
        frame.sampled |= property.equals("origin");
        value(property, root.isEmpty() ? property : root, frame);
      }
      if (frame.system != null && frame.code != null) {
        coding(name, root, frame.system, frame.code);
      }
      if (frame.reference != null) {
        reference(name, root, frame.reference);
      }
      if (root.equals("serviceProvider") && frame.value != null) {
        provider(frame.value);
      }
      if (frame.contentType != null
          || (frame.data && !frame.sampled)
          || (frame.url && ATTACHMENTS.contains(name))) {
        resource.document = true;
        resource.attachmentWords |= frame.words;
        resource.plain &= frame.data && frame.text && !frame.url && isPlainText(frame.contentType);
      }
    }

    private void value(String name, String root, Frame owner) throws IOException, UnreadableRecord {
      boolean data = name.equals("data");
      if (data) {
        attachment.begin(resource::dated);
      }
      scanner.longStringsTo(data ? attachment::accept : words::accept);
      switch (scanner.next()) {
        case START_OBJECT -> {
          resource.narrative |= name.equals("text") && root.equals("text");
          object(name, root);
        }
        case START_ARRAY -> elements(name, root, owner);
        case STRING -> string(name, root, owner);
        default -> {
          // numbers and truth values say nothing that is cut by
        }
      }
    }

    private void elements(String name, String root, Frame owner)
        throws IOException, UnreadableRecord {
      while (true) {
        boolean data = name.equals("data");
        if (data) {
          attachment.begin(resource::dated);
        }
        scanner.longStringsTo(data ? attachment::accept : words::accept);
        switch (scanner.next()) {
          case END_ARRAY -> {
            return;
          }
          case START_OBJECT -> object(name, root);
          case START_ARRAY -> elements(name, root, owner);
          case STRING -> string(name, root, owner);
          default -> {
            // as above
          }
        }
      }
    }

    private void string(String name, String root, Frame owner) {
      StringBuilder text = scanner.text();
      if (name.equals("data")) {
        if (!scanner.isLong()) {
          attachment.accept(text);
        }
        owner.data = true;
        owner.words |= Resource.mask(attachment.finish());
        owner.text = attachment.isText();
        return;
      }
      if (!scanner.isLong()) {
        words.accept(text);
      }
      int mentioned = Resource.mask(words.found());
      if (!NO_TEXT.contains(name)) {
        resource.own |= mentioned;
      }
      if (scanner.isLong()) {
        return;
      }
      if (!root.equals("meta") && !root.equals("text") && !NO_TEXT.contains(name)) {
        Days.find(text, name, resource::dated);
      }
      switch (name) {
        case "system" -> owner.system = text.toString();
        case "code" -> owner.code = text.toString();
        case "reference" -> owner.reference = text.toString();
        case "contentType" -> owner.contentType = text.toString();
        case "value" -> owner.value = root.equals("serviceProvider") ? text.toString() : null;
        case "url" -> owner.url = true;
        case "resourceType" -> {
          if (root.equals("resourceType")) {
            resource.type = shared(text.toString());
          }
        }
        case "id" -> {
          if (root.equals("id")) {
            resource.id = text.toString();
          }
        }
        default -> {
          // nothing else is asked of a string
        }
      }
    }

    private void coding(String name, String root, String system, String code) {
      if (root.equals("meta")) {
        if (name.equals("security")) {
          security(system, code);
        }
        return;
      }
      resource.own |= Resource.mask(valueSets.categories(system, code));
      if (root.equals("category") || root.equals("type") || root.equals("code")) {
        hints |= Kind.hint(system, code);
      }
    }

    private void security(String system, String code) {
      if (system.equals(CONFIDENTIALITY)) {
        restricted |= code.equals("R") || code.equals("V");
      } else if (system.equals(ACT_CODE)) {
        SecurityLabels.Meaning meaning = SecurityLabels.of(code);
        resource.own |= meaning.labels();
        resource.psychotherapyNotes |= meaning.psychotherapyNotes();
        resource.doubtful |= meaning.doubt();
        explained |= meaning.labels() != 0 || meaning.psychotherapyNotes();
      }
    }

    private void reference(String name, String root, String reference) {
      if (root.equals("serviceProvider")) {
        provider(reference);
      }
      long key = Keys.ofReference(reference);
      if (key == 0) {
        return;
      }
      resource.refersTo(key);
      if (PATIENT_REFERENCES.contains(name)) {
        subjects.add(key);
      }
      if (name.equals("encounter") || (root.equals("context") && name.equals("context"))) {
        resource.belongsTo(key);
      }
    }

    private void provider(String named) {
      for (String program : part2Programs) {
        if (named.equals(program)
            || named.endsWith("|" + program)
            || named.endsWith("/" + program)
            || named.endsWith(":" + program)) {
          resource.own |= SecurityLabels.PART2_LABELS;
        }
      }
    }

    /** A value whose first token was read, without looking into it; its names are checked still. */
    private void skip(Token first) throws IOException, UnreadableRecord {
      scanner.longStringsTo(piece -> {});
      if (first == Token.START_OBJECT) {
        Frame frame = frame();
        for (Token token = scanner.next(); token != Token.END_OBJECT; token = scanner.next()) {
          name(frame.names);
          skip(scanner.next());
        }
      } else if (first == Token.START_ARRAY) {
        for (Token token = scanner.next(); token != Token.END_ARRAY; token = scanner.next()) {
          skip(token);
        }
      }
    }

    /** The name that was read; it may not stand twice in one object. */
    private String name(Set<String> seen) throws UnreadableRecord {
      String name = shared(scanner.text().toString());
      if (!seen.add(name)) {
        throw new UnreadableRecord();
      }
      return name;
    }

    private void require(Token expected) throws IOException, UnreadableRecord {
      if (scanner.next() != expected || (expected == Token.STRING && scanner.isLong())) {
        throw new UnreadableRecord();
      }
    }

    private Frame frame() {
      int depth = scanner.depth();
      while (frames.size() <= depth) {
        frames.add(new Frame());
      }
      return frames.get(depth).clear();
    }
  }

  private String shared(String name) {
    if (names.size() > 10_000) {
      return name;
    }
    String known = names.putIfAbsent(name, name);
    return known == null ? name : known;
  }

  private static boolean isPlainText(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String type = contentType.toLowerCase(Locale.ROOT).replace(" ", "");
    return type.equals("text/plain") || type.equals("text/plain;charset=utf-8");
  }
}

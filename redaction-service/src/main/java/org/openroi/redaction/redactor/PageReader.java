package org.openroi.redaction.redactor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.openroi.redaction.redactor.JsonScanner.Token;
import org.openroi.redaction.redactor.Tree.Node;

/** Reads a page for the second time and finds the bytes that a cut leaves out of it. */
final class PageReader {
  /** Of Patient, where the minimum necessary applies: who it is and no more. */
  private static final Set<String> IDENTITY =
      Set.of("resourceType", "id", "identifier", "name", "birthDate", "gender");

  /** What is no longer true of a bundle that was cut. */
  private static final Set<String> OF_THE_WHOLE = Set.of("link", "signature");

  /** More values than any resource has; a tree of them would not fit into memory. */
  private static final int MOST = 1_000_000;

  private final Cut cut;
  private final JsonScanner scanner;
  private final List<Span> spans = new ArrayList<>();
  private int ordinal;
  private int values;

  /**
   * @param first ordinal of the first resource of the page
   */
  PageReader(Cut cut, JsonScanner scanner, int first) {
    this.cut = cut;
    this.scanner = scanner;
    this.ordinal = first;
  }

  List<Span> read() throws IOException, UnreadableRecord {
    expect(scanner.next(), Token.START_OBJECT);
    int first = ordinal;
    long totalFrom = 0;
    long totalTo = 0;
    Node bundle = new Node(null, "", scanner.start());
    for (Token token = scanner.next(); token != Token.END_OBJECT; token = scanner.next()) {
      Node property = new Node(bundle, scanner.text().toString(), scanner.start());
      Token value = scanner.next();
      long from = scanner.start();
      if (property.name.equals("entry")) {
        property.array = true;
        expect(value, Token.START_ARRAY);
        while (scanner.next() == Token.START_OBJECT) {
          entry(property);
        }
      } else {
        skip(value);
      }
      property.to = scanner.end();
      property.removed =
          OF_THE_WHOLE.contains(property.name)
              || (property.name.equals("timestamp") && cut.policy().isDated());
      if (property.name.equals("total")) {
        totalFrom = from;
        totalTo = scanner.end();
      }
    }
    expect(scanner.next(), Token.END);
    Tree.omit(bundle, spans);
    if (totalTo > 0) {
      spans.add(new Span(totalFrom, totalTo, total(first)));
    }
    spans.sort(Comparator.comparingLong(Span::from));
    return spans;
  }

  private byte[] total(int first) {
    int going = 0;
    for (int at = first; at < ordinal; at++) {
      going += cut.goesAt(at) ? 1 : 0;
    }
    return Integer.toString(going).getBytes(StandardCharsets.US_ASCII);
  }

  private void entry(Node entries) throws IOException, UnreadableRecord {
    Node entry = new Node(entries, "", scanner.start());
    boolean goes = cut.goesAt(ordinal);
    for (Token token = scanner.next(); token != Token.END_OBJECT; token = scanner.next()) {
      boolean resource = "resource".contentEquals(scanner.text());
      Token value = scanner.next();
      if (resource && goes && value == Token.START_OBJECT) {
        resource(cut.resource(ordinal));
      } else {
        skip(value);
      }
    }
    entry.to = scanner.end();
    entry.removed = !goes;
    ordinal++;
  }

  private void resource(Resource resource) throws IOException, UnreadableRecord {
    boolean loses = false;
    for (long reference : resource.references) {
      loses |= cut.isDangling(reference);
    }
    boolean strict = !cut.policy().individual();
    boolean identity = cut.policy().minimumNecessary() && resource.type.equals("Patient");
    if (!loses && !identity && !strict) {
      skip(Token.START_OBJECT);
      return;
    }
    values = 0;
    Node root = new Node(null, "", scanner.start());
    root.object = true;
    object(root);
    root.to = scanner.end();
    for (Node property : root.children) {
      property.removed |= identity && !IDENTITY.contains(property.name);
    }
    boolean lost = Tree.settle(root);
    if (strict || lost) {
      for (Node property : root.children) {
        property.removed |= property.name.equals("text") && property.object;
        if (strict && property.name.equals("contained")) {
          property.children.forEach(PageReader::dropNarrative);
        }
      }
      Tree.settle(root);
    }
    Tree.omit(root, spans);
  }

  private static void dropNarrative(Node contained) {
    for (Node property : contained.children) {
      property.removed |= property.name.equals("text") && property.object;
    }
  }

  private void object(Node node) throws IOException, UnreadableRecord {
    for (Token token = scanner.next(); token != Token.END_OBJECT; token = scanner.next()) {
      Node property = child(node, scanner.text().toString());
      value(property, scanner.next());
    }
  }

  private void value(Node node, Token first) throws IOException, UnreadableRecord {
    switch (first) {
      case START_OBJECT -> {
        node.object = true;
        object(node);
      }
      case START_ARRAY -> {
        node.array = true;
        for (Token token = scanner.next(); token != Token.END_ARRAY; token = scanner.next()) {
          value(child(node, ""), token);
        }
      }
      case STRING -> {
        Node object = node.parent;
        if (node.name.equals("reference")
            && object != null
            && !scanner.isLong()
            && cut.isDangling(Keys.ofReference(scanner.text()))) {
          Tree.removeAround(object);
        }
      }
      default -> {
        // stays
      }
    }
    node.to = scanner.end();
  }

  private Node child(Node parent, String name) throws UnreadableRecord {
    if (++values > MOST) {
      throw new UnreadableRecord();
    }
    return new Node(parent, name, scanner.start());
  }

  private void skip(Token first) throws IOException, UnreadableRecord {
    if (first == Token.START_OBJECT || first == Token.START_ARRAY) {
      int depth = scanner.depth();
      while (scanner.depth() >= depth) {
        scanner.next();
      }
    }
  }

  private static void expect(Token actual, Token expected) throws UnreadableRecord {
    if (actual != expected) {
      throw new UnreadableRecord();
    }
  }
}

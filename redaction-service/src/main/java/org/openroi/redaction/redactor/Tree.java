package org.openroi.redaction.redactor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in a page the values of one resource, or the entries of a bundle, stand; and what goes. */
final class Tree {
  /** A value; in an object, with its name. */
  static final class Node {
    final @Nullable Node parent;
    final String name;
    final long from;
    long to;
    boolean array;
    boolean object;
    boolean removed;
    final List<Node> children = new ArrayList<>(0);

    Node(@Nullable Node parent, String name, long from) {
      this.parent = parent;
      this.name = name;
      this.from = from;
      if (parent != null) {
        parent.children.add(this);
      }
    }

    boolean isRoot() {
      return parent == null;
    }
  }

  private Tree() {}

  /**
   * Removes the smallest thing around a value that can go without it: the nearest element of a
   * list, or the property of the root.
   */
  static void removeAround(Node value) {
    Node node = value;
    while (node.parent != null && !node.parent.array && !node.parent.isRoot()) {
      node = node.parent;
    }
    node.removed = true;
  }

  /** Lets what has become empty go with what was in it. Says whether anything goes. */
  static boolean settle(Node node) {
    boolean any = node.removed;
    boolean all = !node.children.isEmpty();
    for (Node child : node.children) {
      any |= settle(child);
      all &= child.removed;
    }
    if (all && !node.isRoot() && (node.array || node.object)) {
      node.removed = true;
    }
    return any;
  }

  /** The bytes to leave out, in order: what goes, and the commas that went with it. */
  static void omit(Node node, List<Span> spans) {
    List<Node> children = node.children;
    int kept = 0;
    while (kept < children.size() && children.get(kept).removed) {
      kept++;
    }
    if (kept > 0) {
      long to = kept < children.size() ? children.get(kept).from : children.get(kept - 1).to;
      spans.add(Span.omitted(children.get(0).from, to));
    }
    for (int i = kept; i < children.size(); i++) {
      Node child = children.get(i);
      if (child.removed) {
        spans.add(Span.omitted(children.get(i - 1).to, child.to));
      } else {
        omit(child, spans);
      }
    }
  }
}

package org.openroi.systemtests.checker;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The RFC 6962 tree, written from the specification and sharing nothing with the audit service, so
 * that the checker is a second opinion.
 */
final class MerkleTree {
  private record Node(byte[] hash, long leaves) {}

  private final Deque<Node> peaks = new ArrayDeque<>();

  /** RFC 6962 §2.1: SHA-256(0x00 ‖ bytes). */
  static byte[] leafHash(byte[] bytes) {
    MessageDigest sha = sha256();
    sha.update((byte) 0);
    return sha.digest(bytes);
  }

  void append(byte[] leafHash) {
    Node node = new Node(leafHash, 1);
    while (!peaks.isEmpty() && peaks.peekLast().leaves() == node.leaves()) {
      node = parent(peaks.removeLast(), node);
    }
    peaks.addLast(node);
  }

  /** The root over all leaves so far. */
  byte[] root() {
    Iterator<Node> fromRight = peaks.descendingIterator();
    if (!fromRight.hasNext()) {
      return sha256().digest();
    }
    Node root = fromRight.next();
    while (fromRight.hasNext()) {
      root = parent(fromRight.next(), root);
    }
    return root.hash();
  }

  private static Node parent(Node left, Node right) {
    MessageDigest sha = sha256();
    sha.update((byte) 1);
    sha.update(left.hash());
    return new Node(sha.digest(right.hash()), left.leaves() + right.leaves());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has SHA-256", every);
    }
  }
}

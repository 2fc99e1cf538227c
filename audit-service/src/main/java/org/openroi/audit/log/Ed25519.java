package org.openroi.audit.log;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The one step of Ed25519 that the Java platform has no call for: the public key of a private one
 * (RFC 8032 §5.1.5). Not in constant time, and run once at start.
 */
final class Ed25519 {
  private static final int LENGTH = 32;
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
  private static final Point BASE =
      Point.of(
          new BigInteger(
              "15112221349535400772501151409588531511454012693041857206046113283949847762202"),
          new BigInteger(
              "46316835694926478169428394003475163141307993866256225615783033603165251855960"));

  private Ed25519() {}

  /** The 32 bytes of the public key of a seed of 32 bytes. */
  static byte[] publicKey(byte[] seed) {
    byte[] scalar = sha512(seed);
    scalar[0] &= (byte) 0xF8;
    scalar[LENGTH - 1] &= 0x7F;
    scalar[LENGTH - 1] |= 0x40;
    Point point = Point.of(BigInteger.ZERO, BigInteger.ONE);
    for (int bit = LENGTH * 8 - 1; bit >= 0; bit--) {
      point = point.plus(point);
      if ((scalar[bit / 8] >> (bit % 8) & 1) == 1) {
        point = point.plus(BASE);
      }
    }
    return point.encoded();
  }

  private static byte[] sha512(byte[] seed) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(seed);
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has SHA-512", every);
    }
  }

  /** In extended homogeneous coordinates (RFC 8032 §5.1.4). */
  private record Point(BigInteger x, BigInteger y, BigInteger z, BigInteger t) {
    static Point of(BigInteger x, BigInteger y) {
      return new Point(x, y, BigInteger.ONE, x.multiply(y).mod(P));
    }

    Point plus(Point other) {
      BigInteger a = y.subtract(x).multiply(other.y.subtract(other.x)).mod(P);
      BigInteger b = y.add(x).multiply(other.y.add(other.x)).mod(P);
      BigInteger c = t.multiply(D).shiftLeft(1).multiply(other.t).mod(P);
      BigInteger d = z.shiftLeft(1).multiply(other.z).mod(P);
      BigInteger e = b.subtract(a);
      BigInteger f = d.subtract(c);
      BigInteger g = d.add(c);
      BigInteger h = b.add(a);
      return new Point(
          e.multiply(f).mod(P), g.multiply(h).mod(P), f.multiply(g).mod(P), e.multiply(h).mod(P));
    }

    byte[] encoded() {
      BigInteger inverse = z.modInverse(P);
      BigInteger number = y.multiply(inverse).mod(P);
      if (x.multiply(inverse).mod(P).testBit(0)) {
        number = number.setBit(255);
      }
      byte[] bytes = new byte[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        bytes[i] = number.shiftRight(8 * i).byteValue();
      }
      return bytes;
    }
  }
}

package io.schemamedic.engine.digest;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** SHA-256 of a text in UTF-8: the same in every process and version of the agent. */
public final class Sha256 {
  private Sha256() {}

  /** All 32 bytes. */
  public static byte[] of(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform must have SHA-256", e);
    }
  }

  /** The first hexadecimal digits, in lower case; 64 at most. */
  public static String hex(String text, int digits) {
    return String.format(Locale.ROOT, "%064x", new BigInteger(1, of(text))).substring(0, digits);
  }
}

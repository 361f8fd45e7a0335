package io.schemamedic.engine.config;

import io.schemamedic.engine.digest.Sha256;
import java.security.MessageDigest;

/**
 * Knows a secret again without keeping it. Comparing takes the same time whatever is compared.
 * Immutable.
 */
public final class SecretHash {
  private final byte[] hash;

  private SecretHash(byte[] hash) {
    this.hash = hash;
  }

  static SecretHash of(String secret) {
    return new SecretHash(Sha256.of(secret));
  }

  public boolean isOf(String text) {
    return MessageDigest.isEqual(hash, Sha256.of(text));
  }
}

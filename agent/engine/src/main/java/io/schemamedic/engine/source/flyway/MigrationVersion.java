package io.schemamedic.engine.source.flyway;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version as Flyway compares it: numbers between dots or underscores, missing ones at the end
 * being zero. Immutable.
 */
public final class MigrationVersion implements Comparable<MigrationVersion> {
  private final List<BigInteger> parts;

  private MigrationVersion(List<BigInteger> parts) {
    this.parts = Collections.unmodifiableList(new ArrayList<>(parts));
  }

  /** Null if the text is no version. */
  public static @Nullable MigrationVersion parse(String text) {
    List<BigInteger> parts = new ArrayList<>();
    for (String part : text.replace('_', '.').split("\\.", -1)) {
      if (part.isEmpty() || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return null;
      }
      parts.add(new BigInteger(part));
    }
    while (parts.size() > 1 && parts.get(parts.size() - 1).signum() == 0) {
      parts.remove(parts.size() - 1);
    }
    return new MigrationVersion(parts);
  }

  @Override
  public int compareTo(MigrationVersion other) {
    for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
      int order = part(i).compareTo(other.part(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private BigInteger part(int index) {
    return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MigrationVersion && parts.equals(((MigrationVersion) other).parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /** The numbers between dots, without zeros at the end. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (BigInteger part : parts) {
      text.append(text.length() == 0 ? "" : ".").append(part);
    }
    return text.toString();
  }
}

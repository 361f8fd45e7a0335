package io.schemamedic.entry;

import org.jspecify.annotations.Nullable;

/** What the weaver has made of a class. */
public final class WovenClass {
  private final byte[] classFile;
  private final @Nullable String missing;

  private WovenClass(byte[] classFile, @Nullable String missing) {
    this.classFile = classFile;
    this.missing = missing;
  }

  /** With all that the agent can do for this driver. */
  public static WovenClass whole(byte[] classFile) {
    return new WovenClass(classFile, null);
  }

  /**
   * With the stricter advice.
   *
   * @param missing the members that this version of the driver lacks; from our own lists, never
   *     from the driver
   */
  public static WovenClass strict(byte[] classFile, String missing) {
    return new WovenClass(classFile, missing);
  }

  /** The class file; not copied. */
  public byte[] classFile() {
    return classFile;
  }

  /** What the driver lacks; null if nothing. */
  public @Nullable String missing() {
    return missing;
  }
}

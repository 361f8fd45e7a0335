package io.schemamedic.instrumentation;

import io.schemamedic.entry.UnsupportedDriverException;
import io.schemamedic.entry.Weaver;
import io.schemamedic.entry.WovenClass;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Weaves a class of the driver: by what the build has prepared if this very class file was known to
 * it, else with Byte Buddy. Both give the same bytes; the first costs a service a few milliseconds
 * of its start, the second half a second. Thread-safe; made by name from the entry.
 */
public final class DriverWeaver implements Weaver {

  /** Made reflectively, once per process. */
  public DriverWeaver() {}

  @Override
  public WovenClass weave(@Nullable ClassLoader loader, String className, byte[] classFile)
      throws UnsupportedDriverException {
    byte[] prepared = prepared(classFile);
    return prepared != null
        ? WovenClass.whole(prepared)
        : new ByteBuddyWeaver().weave(loader, className, classFile);
  }

  private static byte @Nullable [] prepared(byte[] classFile) {
    try (InputStream in = DriverWeaver.class.getResourceAsStream(PreparedPatch.name(classFile))) {
      return in == null ? null : PreparedPatch.read(in).applyTo(classFile);
    } catch (IOException e) {
      // A damaged jar; Byte Buddy will say so if it cannot be read either.
      return null;
    }
  }
}

package io.schemamedic.engine.runtime;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * Whether someone has said stop: the file exists, or the system property {@code
 * schemamedic.kill-switch} is set to anything but {@code false}. Asked afresh every time, so that
 * it works at once and needs no thread.
 */
final class KillSwitch {
  static final String PROPERTY = "schemamedic.kill-switch";

  private final @Nullable KillSwitchFile file;
  private volatile boolean engaged;

  /**
   * @param file null if none is configured
   */
  KillSwitch(@Nullable File file) {
    this.file = file == null ? null : new KillSwitchFile(file);
  }

  /** On for good, because the agent leaves. */
  void engage() {
    engaged = true;
  }

  boolean isOn() {
    String property = System.getProperty(PROPERTY);
    return engaged
        || (property != null && !property.equalsIgnoreCase("false"))
        || (file != null && file.mayExist());
  }
}

package io.schemamedic.engine.runtime;

import io.schemamedic.entry.StopOrder;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Whether someone has said stop: by the command {@code off}, by the file, or by the system property
 * {@code schemamedic.kill-switch}, set to anything but {@code false}. Asked afresh every time, so
 * that it works at once and needs no thread. Thread-safe.
 */
final class KillSwitch {
  static final String PROPERTY = "schemamedic.kill-switch";

  private final @Nullable KillSwitchFile file;
  private final AtomicInteger beginning = new AtomicInteger();
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
    return engaged || StopOrder.isGiven() || isPropertySet() || isFileThere();
  }

  /**
   * Announces that a call is about to be repeated, and asks: whoever has switched off and then
   * waited for {@link #isRepetitionBeginning} to end will see no repetition begin.
   *
   * @return false if it must not be repeated; otherwise {@link #repetitionHasBegun} follows
   */
  boolean letsRepetitionBegin() {
    boolean permitted = false;
    beginning.incrementAndGet();
    try {
      permitted = !isOn();
      return permitted;
    } finally {
      if (!permitted) {
        beginning.decrementAndGet();
      }
    }
  }

  void repetitionHasBegun() {
    beginning.decrementAndGet();
  }

  boolean isRepetitionBeginning() {
    return beginning.get() > 0;
  }

  /** Who keeps it on, in words for an operator; empty if it is off. */
  List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    if (StopOrder.isGiven()) {
      reasons.add("by the command off");
    }
    if (isFileThere()) {
      reasons.add("the file " + file + " exists, or may not be looked for");
    }
    if (isPropertySet()) {
      reasons.add("the system property " + PROPERTY + " is set");
    }
    if (engaged) {
      reasons.add("the agent is leaving");
    }
    return reasons;
  }

  private static boolean isPropertySet() {
    String property = System.getProperty(PROPERTY);
    return property != null && !property.equalsIgnoreCase("false");
  }

  private boolean isFileThere() {
    return file != null && file.mayExist();
  }
}

package io.schemamedic.engine.config;

import io.schemamedic.engine.log.LogLine;
import java.util.List;

/** The one block of text that tells an operator everything that is wrong with the configuration. */
public final class ConfigurationReport {
  private ConfigurationReport() {}

  /**
   * Lines for stderr, each with our prefix, the last without a line end.
   *
   * @param errors at least one
   */
  public static String of(List<ConfigurationError> errors) {
    StringBuilder block = new StringBuilder(LogLine.PREFIX);
    block
        .append("configuration: ")
        .append(errors.size())
        .append(errors.size() == 1 ? " error" : " errors")
        .append("; the service runs as it is, the agent only observes (mode=observe)");
    for (ConfigurationError error : errors) {
      block.append(System.lineSeparator()).append(LogLine.PREFIX).append("  ").append(error);
    }
    return block.toString();
  }
}

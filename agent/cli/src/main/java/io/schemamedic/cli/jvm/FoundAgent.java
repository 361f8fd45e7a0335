package io.schemamedic.cli.jvm;

/** A jar of this agent in a process. Immutable. */
public final class FoundAgent {
  private final String jar;
  private final String version;

  FoundAgent(String jar, String version) {
    this.jar = jar;
    this.version = version;
  }

  /** As the process names it. */
  public String jar() {
    return jar;
  }

  public String version() {
    return version;
  }
}

package io.schemamedic.cli.arguments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What was asked for cannot be begun: arguments, configuration or declared schema cannot be used.
 * Tells everything that is wrong at once; never a secret, nor a text that could hold one.
 */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /**
   * @param problems at least one, each a sentence for an operator
   */
  public UsageException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = Collections.unmodifiableList(new ArrayList<>(problems));
  }

  public UsageException(String problem) {
    this(Collections.singletonList(problem));
  }

  public List<String> problems() {
    return problems;
  }
}

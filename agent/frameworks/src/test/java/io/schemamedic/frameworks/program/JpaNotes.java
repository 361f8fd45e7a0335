package io.schemamedic.frameworks.program;

import java.util.function.Supplier;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Spring makes a proxy of it that begins and ends the transactions. */
public class JpaNotes {
  /** All of it in one transaction. */
  @Transactional
  public <T> T together(Supplier<T> work) {
    return work.get();
  }

  /** In a transaction of its own. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public <T> T requiresNew(Supplier<T> work) {
    return work.get();
  }
}

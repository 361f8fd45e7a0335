package io.schemamedic.engine.runtime;

import io.schemamedic.engine.config.Mode;
import io.schemamedic.engine.decision.Decision;
import io.schemamedic.engine.driver.ServerErrorReader;
import io.schemamedic.engine.failure.FailureKind;
import io.schemamedic.engine.failure.OtherDriverCodes;
import io.schemamedic.entry.OtherDriver;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A failing call of another driver than PostgreSQL's, on the thread of its caller: counted by kind,
 * and told once for each kind. Reads two codes of the exception and nothing else; its message may
 * hold values.
 */
final class OtherDriverLine {
  private final Healing healing;

  OtherDriverLine(Healing healing) {
    this.healing = healing;
  }

  void observe(OtherDriver driver, SQLException thrown) {
    SQLException carrier = thrown;
    FailureKind kind = kind(driver, thrown);
    if (kind == null) {
      carrier = ServerErrorReader.carrier(thrown);
      kind = kind(driver, carrier);
    }
    if (kind != null) {
      healing
          .records()
          .otherDriver(
              driver.product(),
              kind.code(),
              carrier.getSQLState(),
              carrier.getErrorCode(),
              healing.mode() == Mode.OBSERVE ? Decision.OBSERVED : Decision.REFUSED);
    }
  }

  private static @Nullable FailureKind kind(OtherDriver driver, SQLException thrown) {
    return OtherDriverCodes.kind(driver, thrown.getSQLState(), thrown.getErrorCode());
  }
}

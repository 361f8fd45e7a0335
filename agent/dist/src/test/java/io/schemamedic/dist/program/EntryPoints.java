package io.schemamedic.dist.program;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Every way into the driver, by its name. The tables have an {@code id} and a {@code note}. */
final class EntryPoints {
  private final Map<String, EntryPoint> byName = new LinkedHashMap<>();

  /**
   * @param service whose connection is used; some ways lead over connections of their own
   */
  EntryPoints(JdbcService service) {
    byName.putAll(StatementForms.all());
    byName.putAll(PreparedForms.all());
    byName.putAll(BatchForms.all());
    byName.putAll(new KeptForms().all());
    byName.putAll(CopyForms.all());
    byName.putAll(ParameterForms.all());
    byName.putAll(DataSourceForms.all(service::url));
  }

  EntryPoint named(String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }
}

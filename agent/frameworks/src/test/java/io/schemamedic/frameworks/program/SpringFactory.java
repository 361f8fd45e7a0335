package io.schemamedic.frameworks.program;

import io.schemamedic.frameworks.program.model.Values;
import io.schemamedic.frameworks.program.modern.ModernValues;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/** A factory of Spring's, apart from the others so that they do without Spring. */
final class SpringFactory {
  private SpringFactory() {}

  static AutoCloseable build(DataSource pool, Map<String, Object> settings) {
    LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
    factory.setDataSource(pool);
    factory.setPackagesToScan(Values.class.getPackageName(), ModernValues.class.getPackageName());
    factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
    factory.setJpaPropertyMap(settings);
    factory.afterPropertiesSet();
    return factory::destroy;
  }
}

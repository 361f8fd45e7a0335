package io.schemamedic.frameworks;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.frameworks.program.HibernateService;
import io.schemamedic.frameworks.program.JdbiService;
import io.schemamedic.frameworks.program.JooqService;
import io.schemamedic.frameworks.program.MyBatisService;
import io.schemamedic.frameworks.program.Service;
import io.schemamedic.frameworks.program.SpringDataService;
import io.schemamedic.frameworks.program.SpringJdbcService;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The services, each with the heading under which the documentation tells of its framework. */
enum Framework {
  SPRING_JDBC_6("Spring JDBC 6 and 7", SpringJdbcService.class, "target/lib"),
  SPRING_JDBC_7("Spring JDBC 6 and 7", SpringJdbcService.class, "hibernate-7/target/lib"),
  SPRING_DATA_3(
      "Spring Data JPA 3 and 4, Hibernate 6 and 7", SpringDataService.class, "target/lib"),
  SPRING_DATA_4(
      "Spring Data JPA 3 and 4, Hibernate 6 and 7",
      SpringDataService.class,
      "hibernate-7/target/lib"),
  HIBERNATE_5("Hibernate 5.6", HibernateService.class, "hibernate-5/target/lib"),
  MYBATIS("MyBatis 3", MyBatisService.class, "target/lib"),
  JOOQ("jOOQ 3", JooqService.class, "target/lib"),
  JDBI("JDBI 3", JdbiService.class, "target/lib");

  private final String heading;
  private final Class<?> program;
  private final Path jars;

  /**
   * @param jars directory of its class path, which the build has filled
   */
  Framework(String heading, Class<?> program, String jars) {
    this.heading = heading;
    this.program = program;
    this.jars = Path.of(jars);
  }

  String heading() {
    return heading;
  }

  Class<?> program() {
    return program;
  }

  /** Only what the service itself needs; nothing of the tests or the agent. */
  List<Path> classPath() {
    Path programs = ForkedJvm.jarOf(Service.class);
    File[] files = jars.toFile().listFiles();
    if (files == null) {
      throw new IllegalStateException("The build has not made " + jars.toAbsolutePath());
    }
    return Stream.concat(Stream.of(programs), Stream.of(files).sorted().map(File::toPath)).toList();
  }
}

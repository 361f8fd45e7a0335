package io.schemamedic.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@NullUnmarked
class MappingAdviceTest {
  private static final String COORDINATOR =
      "org.hibernate.tool.schema.spi.SchemaManagementToolCoordinator";

  static List<DriverJar> releases() {
    return DriverJar.hibernate();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void theOneWayOfAllFactoriesTellsTheGate(DriverJar jar) throws Exception {
    assertThat(new ClassFileContent(woven(jar)).methodsNaming("schemaManagement"))
        .singleElement()
        .asString()
        .startsWith("process(");
  }

  @ParameterizedTest
  @MethodSource("releases")
  void refersToNothingButTheJdk(DriverJar jar) throws Exception {
    Set<String> added = new ClassFileContent(woven(jar)).addedTo(jar.classFile(COORDINATOR));

    assertThat(added)
        .contains("io.schemamedic.entry.Gate")
        .allMatch(name -> name.matches("io\\.schemamedic\\.entry\\.Gate|java\\..*"));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void whatTheBuildPreparedEqualsWhatByteBuddyWeaves(DriverJar jar) throws Exception {
    byte[] original = jar.classFile(COORDINATOR);
    try (InputStream in = PreparedPatch.class.getResourceAsStream(PreparedPatch.name(original))) {
      assertThat(PreparedPatch.read(in).applyTo(original)).isEqualTo(woven(jar));
    }
  }

  private static byte[] woven(DriverJar jar) throws Exception {
    try (WovenDriverLoader loader = new WovenDriverLoader(jar)) {
      return new ByteBuddyWeaver()
          .weave(loader, COORDINATOR, jar.classFile(COORDINATOR))
          .classFile();
    }
  }
}

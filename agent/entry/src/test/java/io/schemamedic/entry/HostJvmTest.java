package io.schemamedic.entry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostJvmTest {

  @ParameterizedTest
  @CsvSource({
    "jdk.jcmd, jdk.jcmd/sun.tools.jps.Jps -q, true",
    "jdk.compiler, jdk.compiler/com.sun.tools.javac.Main -d out A.java, true",
    "java.base, java.base/sun.security.tools.keytool.Main -list, true",
    ", sun.tools.jps.Jps, true",
    ", com.sun.tools.javac.Main A.java, true",
    ", sun.jvmstat.monitor.Main, true",
    ", sun.jvm.hotspot.HSDB, true",
    ", com.sun.java.util.jar.pack.Driver -r a.jar, true",
    ", jdk.nashorn.tools.Shell, true",
    ", jdk.jshell.execution.RemoteExecutionControl 4711, true",
    ", com.example.Service, false",
    ", service.jar, false",
    "com.example.service, com.example.service/com.example.Main, false",
    "javafx.service, javafx.service/Main, false",
    ", , false"
  })
  void toolsOfTheJdkAreKnownByTheirModuleOrMainClass(
      String mainModule, String command, boolean isTool) {
    assertThat(HostJvm.isJdkTool(mainModule, command)).isEqualTo(isTool);
  }

  @ParameterizedTest
  @CsvSource({
    "1.8.0, true",
    "1.8.0_25, true",
    "1.8.0_39-b12, true",
    "1.8.0_40, false",
    "1.8.0_402-ea, false",
    "1.8.0-internal, false",
    "11.0.2, false",
    "17, false",
    "25-ea, false",
    ", false"
  })
  void java8IsTooOldBeforeUpdate40(String version, boolean tooOld) {
    assertThat(HostJvm.isTooOld(version)).isEqualTo(tooOld);
  }
}

package io.schemamedic.dist.together;

import io.schemamedic.dist.ForkedJvm;
import io.schemamedic.dist.Jdk;
import java.nio.file.Path;

/** The agents of others that the build has fetched, and JVMs to meet them in. */
public final class OtherAgents {
  private OtherAgents() {}

  static Path openTelemetry() {
    return agent("opentelemetry.jar");
  }

  static Path jacoco() {
    return agent("jacoco.jar");
  }

  private static Path agent(String jar) {
    return Path.of("target", "agents", jar).toAbsolutePath();
  }

  /** Into which further agents may be attached. */
  public static ForkedJvm attachable() {
    return new ForkedJvm(Jdk.current())
        .with("-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading");
  }

  static ForkedJvm with(ForkedJvm jvm, Path agent, String arguments) {
    return jvm.with("-javaagent:" + agent + "=" + arguments);
  }
}

package io.schemamedic.dist.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dist.ShippedJar;
import io.schemamedic.dist.program.WitnessAgent.Question;
import io.schemamedic.dist.together.ChangedJar;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newer version is attached to a process in which an older one has been. */
class UpgradeIT {
  private static final String NEWER = "99.0.0";

  @Test
  void eachVersionRunsOnItsOwnClasses(@TempDir Path directory) throws Exception {
    File older = ShippedJar.file();
    File newer =
        ChangedJar.ofVersion(NEWER, directory.resolve("newer.jar"), UpgradeIT::change).toFile();
    Witness witness = Witness.in(directory);
    try (AttachedAgent agent = AttachedAgent.of(AttachedAgent.jvm(), directory)) {
      agent.attach(older);
      assertThat(agent.needColumn()).as("%s", agent.service().err()).isEqualTo("updated 1");
      agent.load(newer, "detach");
      assertThat(agent.needColumn()).contains("42703");

      agent.attach(newer);

      assertThat(agent.needColumn()).as("%s", agent.service().err()).isEqualTo("updated 1");
      assertThat(agent.lastStart()).contains("version=\"" + NEWER + "\"");
      assertThat(agent.service().get("/metrics"))
          .contains("schema_medic_build_info{version=\"" + NEWER + "\"");
      agent.load(older, AttachedAgent.options(directory));
      assertThat(agent.service().err())
          .anyMatch(line -> line.endsWith("The one that is there is version " + NEWER));
      agent.detach(older);
      assertThat(witness.ask(agent.service().pid(), Question.CLASSES_LEFT)).hasSize(2);

      agent.load(
          older,
          "schema-medic/1 attach 01234567 " + older + "|" + AttachedAgent.options(directory));
      assertThat(agent.awaitStarts(3)).doesNotContain(NEWER).contains("version=");
    }
  }

  /**
   * Another method between gate and engine, so that the classes of one version do not understand
   * those of the other.
   */
  private static byte[] change(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    if (text.startsWith("version=")) {
      return ("version=" + NEWER + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }
    return text.replace("\0\7handOut", "\0\7giveOut").getBytes(StandardCharsets.ISO_8859_1);
  }
}

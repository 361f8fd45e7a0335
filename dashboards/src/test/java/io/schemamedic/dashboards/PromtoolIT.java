package io.schemamedic.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemamedic.dashboards.DebianPrograms.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules and examples as Prometheus' and Alertmanager's own tools read them. */
class PromtoolIT {
  private static final Pattern FAILED = Pattern.compile("alertname: (\\w+), time");

  @Test
  void rulesAndConfigurationAreRead() {
    String prometheus = Shipped.file("prometheus/prometheus.yml").toString();
    Ended checked = DebianPrograms.run(DebianPrograms.promtool("check", "config", prometheus));

    assertThat(checked.exitCode()).as(checked.output()).isZero();
    assertThat(checked.output()).contains("2 rule files found").doesNotContain("FAILED");
  }

  @Test
  void alertmanagerReadsItsConfiguration() {
    String alertmanager = Shipped.file("prometheus/alertmanager.yml").toString();
    Ended checked = DebianPrograms.run(DebianPrograms.amtool("check-config", alertmanager));

    assertThat(checked.exitCode()).as(checked.output()).isZero();
  }

  @Test
  void everyAlertFiresAndIsSilentAsItsTestsSay() {
    Ended tested = test(Shipped.file("prometheus"));

    assertThat(tested.exitCode()).as(tested.output()).isZero();
  }

  @Test
  void anAlertThatNeverFiresIsNoticed(@TempDir Path copy) throws IOException {
    copy(
        copy,
        "(?m)^        expr: [^|\\n]*$|^        expr: \\|-\\n(?:          .*\\n)+",
        "        expr: vector(0) > 1\n");

    assertThat(failedIn(test(copy))).isEqualTo(alertNames());
  }

  @Test
  void anAlertThatFiresAtOnceIsNoticed(@TempDir Path copy) throws IOException {
    copy(copy, "(?m)^        for: \\w+$", "        for: 0m");

    assertThat(failedIn(test(copy))).isEqualTo(alertNames());
  }

  private static void copy(Path to, String find, String replace) throws IOException {
    for (String directory : List.of("rules", "tests")) {
      Files.createDirectories(to.resolve(directory));
      for (Path file : Shipped.filesIn("prometheus/" + directory)) {
        String text = Files.readString(file);
        boolean isChanged = file.endsWith("alerts.yml");
        Files.writeString(
            to.resolve(directory).resolve(file.getFileName()),
            isChanged ? text.replaceAll(find, replace) : text);
      }
    }
  }

  private static Ended test(Path prometheus) {
    List<String> arguments = new ArrayList<>(List.of("test", "rules"));
    try (Stream<Path> tests = Files.list(prometheus.resolve("tests"))) {
      tests.map(Path::toString).forEach(arguments::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return DebianPrograms.run(DebianPrograms.promtool(arguments.toArray(String[]::new)));
  }

  private static Set<String> failedIn(Ended tested) {
    assertThat(tested.exitCode()).as(tested.output()).isNotZero();
    Set<String> names = new TreeSet<>();
    Matcher failed = FAILED.matcher(tested.output());
    while (failed.find()) {
      names.add(failed.group(1));
    }
    return names;
  }

  private static Set<String> alertNames() {
    Set<String> names = new TreeSet<>();
    Shipped.rules("alert").forEach(rule -> names.add(rule.text("alert")));
    return names;
  }
}

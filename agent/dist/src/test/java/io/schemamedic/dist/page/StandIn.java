package io.schemamedic.dist.page;

import static java.util.Objects.requireNonNull;

import io.schemamedic.dist.FreePort;
import io.schemamedic.engine.admin.AdminContent;
import io.schemamedic.engine.admin.AdminServer;
import io.schemamedic.engine.admin.ApprovalAnswer;
import io.schemamedic.engine.config.ConfigurationReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.json.Json;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * The agent's own HTTP server with answers that a test has chosen, for states that take hours or a
 * broken machine to come about. {@link StatusPageIT} shows that a real agent's have their form.
 */
final class StandIn implements AdminContent, AutoCloseable {
  private static final Pattern TIME = Pattern.compile("([+-]\\d+)s");

  private final Map<String, Map<String, Object>> states = read();
  private final int port = FreePort.find();
  private final AtomicInteger asked = new AtomicInteger();
  private final List<String> approved = new ArrayList<>();
  private volatile Map<String, Object> state = new LinkedHashMap<>();
  private volatile String failing = "";
  private volatile ApprovalAnswer approval =
      ApprovalAnswer.of(ApprovalAnswer.Outcome.REPAIRED, "repaired", "repaired", "", "Land it.");
  private @Nullable AdminServer server;

  static Map<String, Map<String, Object>> read() {
    try (InputStream in = StandIn.class.getResourceAsStream("/page/states.yaml")) {
      LoaderOptions options = new LoaderOptions();
      // States say of each other what they share.
      options.setMaxAliasesForCollections(200);
      Map<String, Map<String, Map<String, Object>>> file = new Yaml(options).load(in);
      return requireNonNull(file.get("states"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins to answer, always on the same port. */
  void open(String settings) {
    server =
        AdminServer.open(
                ConfigurationReader.ofLocalFiles()
                    .read("http.port=" + port + settings, Map.of(), Map.of())
                    .configuration()
                    .http(),
                this,
                line -> {},
                error -> {})
            .orElseThrow();
  }

  int port() {
    return port;
  }

  /** From now on the answers are those of a state of the file. */
  void show(String name) {
    failing = "";
    state = requireNonNull(states.get(name), name);
  }

  /** From now on the answers are these, by the names of their addresses. */
  void show(Map<String, Object> answers) {
    failing = "";
    state = answers;
  }

  /** What a state of the file answers, to be changed. */
  Map<String, Object> answers(String name) {
    return new LinkedHashMap<>(requireNonNull(states.get(name), name));
  }

  /** From now on one address is answered with an error. */
  void fail(String part) {
    failing = part;
  }

  void answerApprovals(ApprovalAnswer answer) {
    approval = answer;
  }

  /** How often the state was asked for. */
  int asked() {
    return asked.get();
  }

  /** The plans that somebody has approved. */
  List<String> approved() {
    synchronized (approved) {
      return List.copyOf(approved);
    }
  }

  void forgetApprovals() {
    synchronized (approved) {
      approved.clear();
    }
  }

  @Override
  public String status() {
    asked.incrementAndGet();
    return answer("status");
  }

  @Override
  public String incidents() {
    return answer("incidents");
  }

  @Override
  public String drift() {
    return answer("drift");
  }

  @Override
  public String plans() {
    return answer("plans");
  }

  @Override
  public String repairs() {
    return answer("repairs");
  }

  @Override
  public String metrics() {
    return "";
  }

  @Override
  public Optional<String> draft(String name) {
    return Optional.empty();
  }

  @Override
  public ApprovalAnswer approve(String planId, String by) {
    synchronized (approved) {
      approved.add(planId);
    }
    return approval;
  }

  private String answer(String part) {
    if (failing.equals(part)) {
      throw new IllegalStateException("As the test wants it");
    }
    return new Json().toJson(timed(requireNonNull(state.get(part)), Instant.now()));
  }

  /** The same with real times. */
  private static Object timed(Object value, Instant now) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> timed = new LinkedHashMap<>();
      map.forEach((key, entry) -> timed.put(key, timed(requireNonNull(entry), now)));
      return timed;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(element -> timed(requireNonNull(element), now)).toList();
    }
    Matcher time = TIME.matcher(value.toString());
    return time.matches() ? now.plusSeconds(Long.parseLong(time.group(1))).toString() : value;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
      server = null;
    }
  }
}

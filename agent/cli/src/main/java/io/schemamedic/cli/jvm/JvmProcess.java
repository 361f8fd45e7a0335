package io.schemamedic.cli.jvm;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Java process of this machine, read once from files: its counters and what the system tells of
 * it. Nothing is sent to it. Immutable but for what the system says of it later.
 */
public final class JvmProcess {
  private static final String AGENT_OPTION = "-javaagent:";

  /** From which the {@code java} command or the JVM takes further options. */
  private static final String[] OPTION_VARIABLES = {
    "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"
  };

  private final long pid;
  private final ProcFolder proc;
  private final Map<String, String> counters;
  private final JavaCommand command;

  JvmProcess(long pid, ProcFolder proc, Map<String, String> counters) {
    this.pid = pid;
    this.proc = proc;
    this.counters = counters;
    this.command = JavaCommand.of(proc.command());
  }

  public long pid() {
    return pid;
  }

  /** Name or number of its user; empty if unknown. */
  public String user() {
    return proc.user();
  }

  /** Whether it runs as the same user as this process; true if unknown. */
  public boolean isOurUsers() {
    String user = proc.userId();
    return user.isEmpty() || user.equals(ProcFolder.ofThisProcess().userId());
  }

  /** Whether this process runs as the user that may do everything. */
  public static boolean isRoot() {
    return "0".equals(ProcFolder.ofThisProcess().userId());
  }

  /** Whether it sees another file system than we do. */
  public boolean isInContainer() {
    return proc.isElsewhere();
  }

  /** Whether it was stopped by a signal or by a debugger, and answers nobody. */
  public boolean isStopped() {
    return proc.state().equalsIgnoreCase("T");
  }

  /** Whether it is another maker's JVM, whose attach is another. */
  public boolean isOpenJ9() {
    return counters.isEmpty() && proc.maps("libj9vm");
  }

  /** Main class, module or name of the jar; empty if unknown. */
  public String main() {
    String told = counters.getOrDefault("sun.rt.javaCommand", "");
    return command.main().isEmpty() ? JavaCommand.shortened(told.split(" ", 2)[0]) : command.main();
  }

  /** Such as {@code 17.0.15} or {@code 1.8.0_402}; empty if unknown. */
  public String javaVersion() {
    return counters.getOrDefault("java.property.java.version", "");
  }

  /** The home of its Java, as it sees it; empty if unknown. */
  public String javaHome() {
    return counters.getOrDefault("java.property.java.home", "");
  }

  /** Whether it was told to let nobody attach. */
  public boolean refusesAttach() {
    String capabilities = counters.getOrDefault("sun.rt.jvmCapabilities", "");
    return capabilities.startsWith("0") || lastFlag("DisableAttachMechanism", false);
  }

  /** Whether it was told to load no agent while it runs. */
  public boolean refusesAgents() {
    return !lastFlag("EnableDynamicAgentLoading", true);
  }

  /**
   * Whether the signal that asks a JVM to listen would reach it as such. It would end a process
   * that has no handler for it.
   */
  public boolean takesSignal() {
    return proc.catchesQuit();
  }

  /** Whether somebody has attached before, so that one more costs it no thread. */
  public boolean isListening() {
    String inner = proc.innerPid();
    return new File(proc.root(), "tmp/.java_pid" + (inner == null ? pid : inner)).exists();
  }

  /** Names of the jars of JDBC drivers that it has open; null if we may not see. */
  public @Nullable List<String> openDriverJars() {
    Map<String, File> jars = proc.openJars();
    return jars == null ? null : DriverJars.among(jars.keySet());
  }

  /** The agents it was started with that are this one. */
  public List<FoundAgent> agentsAtStart() {
    Map<String, File> open = proc.openJars();
    List<FoundAgent> found = new ArrayList<>();
    for (String option : options()) {
      if (option.startsWith(AGENT_OPTION)) {
        String jar = option.substring(AGENT_OPTION.length()).split("=", 2)[0];
        File opened = open == null ? null : open.get(jar);
        addIfOurs(found, jar, opened == null ? proc.file(jar) : opened);
      }
    }
    return found;
  }

  /** Jars of this agent that it has open, however they came; null if we may not see. */
  public @Nullable List<FoundAgent> openAgents() {
    Map<String, File> jars = proc.openJars();
    if (jars == null) {
      return null;
    }
    List<FoundAgent> found = new ArrayList<>();
    jars.forEach((jar, opened) -> addIfOurs(found, jar, opened));
    return found;
  }

  private static void addIfOurs(List<FoundAgent> found, String jar, File file) {
    String version = AgentJarFile.versionOf(file);
    if (version != null) {
      found.add(new FoundAgent(jar, version));
    }
  }

  /** A file as it names it, as we reach it. */
  public File file(String path) {
    return ProcFolder.isSupported() ? proc.file(path) : new File(path);
  }

  /** Whether it could read that file, which we reach; false only if it is certain that not. */
  public boolean mayRead(File file) {
    return Reach.mayRead(file, proc.userId());
  }

  /** The last one counts. */
  private boolean lastFlag(String name, boolean unless) {
    boolean value = unless;
    for (String option : options()) {
      if (option.equals("-XX:+" + name)) {
        value = true;
      } else if (option.equals("-XX:-" + name)) {
        value = false;
      }
    }
    return value;
  }

  /**
   * Of the command line, and those that came another way. The counters have them all, where there
   * are counters: {@code -XX:+PerfDisableSharedMem} is common in containers.
   */
  private Set<String> options() {
    Set<String> options = new LinkedHashSet<>(command.options());
    addAll(options, counters.getOrDefault("java.rt.vmArgs", ""));
    for (String variable : OPTION_VARIABLES) {
      addAll(options, proc.environment(variable));
    }
    return options;
  }

  private static void addAll(Set<String> options, String text) {
    for (String option : text.split("\\s+(?=-)")) {
      options.add(option.trim());
    }
  }
}

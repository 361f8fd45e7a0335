package io.schemamedic.engine.config;

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that the owner has decided. Made by {@link ConfigurationReader}. Immutable. */
public final class Configuration {
  private final Mode mode;
  private final List<DeclaredSource> declared;
  private final List<RelationPattern> allow;
  private final List<RelationPattern> deny;
  private final RepairSettings repair;
  private final boolean retrySavepoint;
  private final Duration approvalValidFor;
  private final CheckOnConnect checkOnConnect;
  private final Duration checkInterval;
  private final HttpSettings http;
  private final @Nullable File auditFile;
  private final @Nullable File migrationsDirectory;
  private final @Nullable File killSwitchFile;
  private final int maxRelations;
  private final boolean metricsBridge;

  Configuration(
      Mode mode,
      List<DeclaredSource> declared,
      List<RelationPattern> allow,
      List<RelationPattern> deny,
      RepairSettings repair,
      boolean retrySavepoint,
      Duration approvalValidFor,
      CheckOnConnect checkOnConnect,
      Duration checkInterval,
      HttpSettings http,
      @Nullable File auditFile,
      @Nullable File migrationsDirectory,
      @Nullable File killSwitchFile,
      int maxRelations,
      boolean metricsBridge) {
    this.mode = mode;
    this.declared = Collections.unmodifiableList(new ArrayList<>(declared));
    this.allow = Collections.unmodifiableList(new ArrayList<>(allow));
    this.deny = Collections.unmodifiableList(new ArrayList<>(deny));
    this.repair = repair;
    this.retrySavepoint = retrySavepoint;
    this.approvalValidFor = approvalValidFor;
    this.checkOnConnect = checkOnConnect;
    this.checkInterval = checkInterval;
    this.http = http;
    this.auditFile = auditFile;
    this.migrationsDirectory = migrationsDirectory;
    this.killSwitchFile = killSwitchFile;
    this.maxRelations = maxRelations;
    this.metricsBridge = metricsBridge;
  }

  /** The same with the mode that changes nothing. */
  public Configuration observing() {
    return new Configuration(
        Mode.OBSERVE,
        declared,
        allow,
        deny,
        repair,
        retrySavepoint,
        approvalValidFor,
        checkOnConnect,
        checkInterval,
        http,
        auditFile,
        migrationsDirectory,
        killSwitchFile,
        maxRelations,
        metricsBridge);
  }

  public Mode mode() {
    return mode;
  }

  /** Where the wanted schema comes from; empty only in {@link Mode#OBSERVE}. */
  public List<DeclaredSource> declared() {
    return declared;
  }

  /** What may be repaired; an empty list allows nothing. */
  public List<RelationPattern> allow() {
    return allow;
  }

  /** What must not be repaired, in addition to the built-in list. */
  public List<RelationPattern> deny() {
    return deny;
  }

  public RepairSettings repair() {
    return repair;
  }

  /** Whether calls may be repeated in a transaction that the driver keeps whole by savepoints. */
  public boolean retrySavepoint() {
    return retrySavepoint;
  }

  /** How long a plan waits for its approval; from 1 s to 24 h. */
  public Duration approvalValidFor() {
    return approvalValidFor;
  }

  public CheckOnConnect checkOnConnect() {
    return checkOnConnect;
  }

  /** Time between two checks of a database; from 1 s to 24 h. */
  public Duration checkInterval() {
    return checkInterval;
  }

  public HttpSettings http() {
    return http;
  }

  /** The file of JSON lines; empty for none. */
  public Optional<File> auditFile() {
    return Optional.ofNullable(auditFile);
  }

  /** Where migration drafts are written; empty for nowhere. */
  public Optional<File> migrationsDirectory() {
    return Optional.ofNullable(migrationsDirectory);
  }

  /** While this file exists nothing is repaired or retried; empty if there is no such file. */
  public Optional<File> killSwitchFile() {
    return Optional.ofNullable(killSwitchFile);
  }

  /** Most relation names that appear as a label; further ones are counted as {@code other}. */
  public int maxRelations() {
    return maxRelations;
  }

  /** Whether the metrics are also shown in the service's own Micrometer. */
  public boolean metricsBridge() {
    return metricsBridge;
  }
}

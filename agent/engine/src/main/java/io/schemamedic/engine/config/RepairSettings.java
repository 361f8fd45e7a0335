package io.schemamedic.engine.config;

import io.schemamedic.engine.plan.Hazard;
import io.schemamedic.engine.sql.RelationName;
import java.io.File;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How repairs run. Immutable. */
public final class RepairSettings {
  private final @Nullable String url;
  private final @Nullable String user;
  private final @Nullable File passwordFile;
  private final LockTimeout lockTimeout;
  private final StatementTimeout statementTimeout;
  private final WaitBudget waitBudget;
  private final RepairScope scope;
  private final RepairBudget budget;
  private final Disappeared disappeared;
  private final @Nullable RelationName ledger;
  private final Set<Hazard.Kind> refusedHazards;

  RepairSettings(
      @Nullable String url,
      @Nullable String user,
      @Nullable File passwordFile,
      LockTimeout lockTimeout,
      StatementTimeout statementTimeout,
      WaitBudget waitBudget,
      RepairScope scope,
      RepairBudget budget,
      Disappeared disappeared,
      @Nullable RelationName ledger,
      Collection<Hazard.Kind> refusedHazards) {
    this.url = url;
    this.user = user;
    this.passwordFile = passwordFile;
    this.lockTimeout = lockTimeout;
    this.statementTimeout = statementTimeout;
    this.waitBudget = waitBudget;
    this.scope = scope;
    this.budget = budget;
    this.disappeared = disappeared;
    this.ledger = ledger;
    this.refusedHazards = Collections.unmodifiableSet(new LinkedHashSet<>(refusedHazards));
  }

  /** The URL for DDL sessions, without a password; empty for the service's own. */
  public Optional<String> url() {
    return Optional.ofNullable(url);
  }

  /** The role for DDL sessions; empty for the service's own. */
  public Optional<String> user() {
    return Optional.ofNullable(user);
  }

  /**
   * Holds the password of {@link #user}, to be read through {@link SecretFile} whenever a session
   * is opened, so that a changed password is found. Empty if the role needs none.
   */
  public Optional<File> passwordFile() {
    return Optional.ofNullable(passwordFile);
  }

  public LockTimeout lockTimeout() {
    return lockTimeout;
  }

  public StatementTimeout statementTimeout() {
    return statementTimeout;
  }

  public WaitBudget waitBudget() {
    return waitBudget;
  }

  public RepairScope scope() {
    return scope;
  }

  public RepairBudget budget() {
    return budget;
  }

  public Disappeared disappeared() {
    return disappeared;
  }

  /** The table in which all processes enter their repairs; empty to count in this one only. */
  public Optional<RelationName> ledger() {
    return Optional.ofNullable(ledger);
  }

  /** What no plan may do to others, beyond what is refused anyway. */
  public Set<Hazard.Kind> refusedHazards() {
    return refusedHazards;
  }
}

package io.schemamedic.engine.config;

import java.io.File;
import java.util.Optional;
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
  private final int maxPerHour;
  private final Disappeared disappeared;

  RepairSettings(
      @Nullable String url,
      @Nullable String user,
      @Nullable File passwordFile,
      LockTimeout lockTimeout,
      StatementTimeout statementTimeout,
      WaitBudget waitBudget,
      RepairScope scope,
      int maxPerHour,
      Disappeared disappeared) {
    this.url = url;
    this.user = user;
    this.passwordFile = passwordFile;
    this.lockTimeout = lockTimeout;
    this.statementTimeout = statementTimeout;
    this.waitBudget = waitBudget;
    this.scope = scope;
    this.maxPerHour = maxPerHour;
    this.disappeared = disappeared;
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

  /** Most repairs in an hour, for each database; 0 for none. */
  public int maxPerHour() {
    return maxPerHour;
  }

  public Disappeared disappeared() {
    return disappeared;
  }
}

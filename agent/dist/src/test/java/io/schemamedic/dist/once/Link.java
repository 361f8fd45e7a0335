package io.schemamedic.dist.once;

/** How a caller is connected. */
enum Link {
  POOL(true, ""),
  POOL_EAGER(true, "prepareThreshold=1"),
  POOL_REWRITE(true, "reWriteBatchedInserts=true"),
  OWN(false, ""),
  OWN_EAGER(false, "prepareThreshold=1"),
  OWN_REWRITE(false, "reWriteBatchedInserts=true"),
  OWN_SIMPLE(false, "preferQueryMode=simple"),
  OWN_AUTOSAVE(false, "autosave=always");

  private final boolean pooled;
  private final String parameters;

  Link(boolean pooled, String parameters) {
    this.pooled = pooled;
    this.parameters = parameters;
  }

  /** Whether connections come from a pool; otherwise each caller keeps one of its own. */
  boolean isPooled() {
    return pooled;
  }

  /** Of the caller with that number. */
  static Link of(int caller) {
    return values()[caller % values().length];
  }

  /**
   * @param url with a parameter
   */
  String url(String url) {
    // Encryption is asked for by a byte that is no message, and could not be watched.
    return url
        + "&sslmode=disable&gssEncMode=disable&ApplicationName=service&socketFactory="
        + WatchedSockets.class.getName()
        + (parameters.isEmpty() ? "" : "&" + parameters);
  }

  /** Whether the driver begins again by itself when a cached plan does not fit any more. */
  boolean healsCachedPlans(boolean autoCommit) {
    return autoCommit || this == OWN_AUTOSAVE;
  }
}

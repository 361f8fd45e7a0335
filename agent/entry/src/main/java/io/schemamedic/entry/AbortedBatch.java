package io.schemamedic.entry;

import io.schemamedic.entry.FailedCall.BatchEntries;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a batch had sent when it failed, kept on its thread between the driver's batch handler,
 * which knows the entries, and the method the service called, which can repeat them. JDK types
 * only. Taken once; a batch that fails with another exception than the handler's finds nothing. Not
 * in a thread-local, which would outlive a detach in between.
 */
final class AbortedBatch {
  private static final Map<Thread, @Nullable Object[]> LAST =
      Collections.synchronizedMap(new WeakHashMap<Thread, @Nullable Object[]>());

  final Object[] queries;
  final Object[] parameters;
  final @Nullable String nativeSql;
  final Object @Nullable [] @Nullable [] values;

  private AbortedBatch(
      Object[] queries,
      Object[] parameters,
      @Nullable String nativeSql,
      Object @Nullable [] @Nullable [] values) {
    this.queries = queries;
    this.parameters = parameters;
    this.nativeSql = nativeSql;
    this.values = values;
  }

  /** As {@link Gatekeeper#batchFailed} takes them; null if there never were any lists. */
  @Nullable BatchEntries entries(
      @Nullable List<Object> lists,
      @Nullable List<Object> parameterLists,
      @Nullable List<Object> listsNow) {
    return lists == null || parameterLists == null || listsNow == null
        ? null
        : new BatchEntries(lists, parameterLists, listsNow, queries, parameters);
  }

  static void put(
      Throwable thrown,
      Object[] queries,
      Object[] parameters,
      @Nullable String nativeSql,
      Object @Nullable [] @Nullable [] values) {
    LAST.put(
        Thread.currentThread(),
        new @Nullable Object[] {thrown, queries, parameters, nativeSql, values});
  }

  static void forget() {
    LAST.clear();
  }

  /** Takes what was put for this very exception object; null if it was put for none or another. */
  static @Nullable AbortedBatch take(Throwable thrown) {
    Object[] last = LAST.remove(Thread.currentThread());
    if (last == null || last[0] != thrown) {
      return null;
    }
    return new AbortedBatch(
        (Object[]) last[1], (Object[]) last[2], (String) last[3], (Object[][]) last[4]);
  }
}
